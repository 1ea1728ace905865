using System.Text.RegularExpressions;

namespace ConferenceGateway.SelfTest.Lint;

/// <summary>Which foreign hosts the page of a room brings in, and its answer's headers.</summary>
internal sealed partial class PageLint(ShardFiles files, LintFindings findings)
{
    /// <summary>Jitsi's page with its configuration inside has about 150 KB.</summary>
    private const int LargestPage = 4 * 1024 * 1024;

    /// <summary>Jitsi's page has five; what comes after so many would only cost time.</summary>
    private const int MostScripts = 50;

    /// <summary>Kinds of links that a browser follows by itself.</summary>
    private static readonly string[] Loaded =
        ["stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preconnect", "dns-prefetch", "preload", "prefetch", "modulepreload", "prerender", "import"];

    /// <summary>Attributes whose address a browser asks as soon as it sees them.</summary>
    private static readonly string[] Sources = ["src", "srcset", "poster", "data", "background", "imagesrcset"];

    /// <summary>The configuration inside of the page, as nginx puts it there; null: none.</summary>
    public ScriptSource? Config { get; private set; }

    /// <summary>The same of <c>interface_config.js</c>.</summary>
    public ScriptSource? InterfaceConfig { get; private set; }

    /// <summary>Inline scripts other than the two above.</summary>
    private readonly List<ScriptSource> _scripts = [];

    /// <summary>Takes the page apart; says nothing yet.</summary>
    public IReadOnlyList<HtmlTag> Open(string page)
    {
        if (page.Length > LargestPage)
        {
            findings.Add(Severity.Warning, LintCodes.Read, "The page of a room has more than 4 million letters; it was not read.", "page",
                "Nobody could look for third parties in it.", "Look at what the web server of the shard answers for a room.");
            return [];
        }

        var whole = ScriptSource.Of("page", page);
        var tags = HtmlTags.In(page).ToList();
        foreach (var tag in tags)
        {
            if (tag.Name != "script" || tag.Attributes.ContainsKey("src") || tag.Content.Trim().Length == 0)
                continue;
            var script = ScriptSource.Of("page", tag.Content, whole.LineOf(tag.ContentIndex));
            if (DeclaresConfig().IsMatch(tag.Content))
                Config ??= script;
            else if (tag.Content.Contains("interfaceConfig =", StringComparison.Ordinal))
                InterfaceConfig ??= script;
            else if (IsScript(tag["type"]) && _scripts.Count < MostScripts)
                _scripts.Add(script);
        }

        return tags;
    }

    public void Read(IReadOnlyList<HtmlTag> tags)
    {
        foreach (var tag in tags)
            ReadTag(tag);
        foreach (var script in _scripts)
        {
            var reading = ScriptReader.Read(script, files.MeetingUrl);
            foreach (var text in reading.LooseTexts.Select(loose => (loose.Text, Line: script.LineOf(loose.Index)))
                .Concat(new ConfigModel("page", reading.Globals).Leaves.Select(leaf => (Text: leaf.Value.Print(), leaf.Value.Line))))
            {
                foreach (var address in WebAddress.In(text.Text))
                    Tell(address, LintCodes.Page, "an inline script", $"page:{text.Line}: script", Contact.NotKnown);
            }
        }

        foreach (var (name, value) in files.PageHeaders)
            ReadHeader(name, value);
    }

    private static bool IsScript(string type) =>
        type.Length == 0 || type.Contains("javascript", StringComparison.OrdinalIgnoreCase) || type.Equals("module", StringComparison.OrdinalIgnoreCase);

    private void ReadTag(HtmlTag tag)
    {
        foreach (var source in Sources)
            TellAll(tag[source], $"<{tag.Name} {source}>", Contact.AtOnce, tag.Name is "script" or "iframe" or "frame" or "object" or "embed");
        switch (tag.Name)
        {
            case "link" when tag["rel"].Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(kind => Loaded.Contains(kind, StringComparer.OrdinalIgnoreCase)):
                TellAll(tag["href"], $"<link rel={tag["rel"]}>", Contact.AtOnce, tag["rel"].Contains("stylesheet", StringComparison.OrdinalIgnoreCase));
                break;
            case "base":
                TellAll(tag["href"], "<base href>, so all that the page loads", Contact.AtOnce, true);
                break;
            case "a" or "area":
                TellAll(tag["href"], $"<{tag.Name} href>", Contact.Click);
                break;
            case "form":
                TellAll(tag["action"], "<form action>", Contact.Click);
                break;
            case "meta" when tag["http-equiv"].Length > 0:
                ReadHeader(tag["http-equiv"], tag["content"]);
                break;
            case "image" or "use":
                TellAll(tag["href"] + " " + tag["xlink:href"], $"<{tag.Name} href>", Contact.AtOnce);
                break;
            case "style":
                ReadStyle(tag.Content, "<style>");
                break;
        }

        ReadStyle(tag["style"], $"<{tag.Name} style>");
    }

    private void ReadStyle(string style, string place)
    {
        foreach (Match match in StyleAddress().Matches(style))
            TellAll(match.Groups["address"].Value, place, Contact.AtOnce);
    }

    private void ReadHeader(string name, string value)
    {
        switch (name.ToLowerInvariant())
        {
            case "nel" or "report-to" or "reporting-endpoints" or "expect-ct" or "public-key-pins":
                TellHeader(name, value, $"reports of the browser are sent to it by the header {name}");
                break;
            case "link" or "refresh":
                TellHeader(name, value, $"the header {name} names it");
                break;
            case "content-security-policy" or "content-security-policy-report-only" or "x-content-security-policy":
                foreach (var part in value.Split(';', StringSplitOptions.TrimEntries))
                {
                    if (part.StartsWith("report-uri", StringComparison.OrdinalIgnoreCase))
                        TellHeader(name, part, $"reports of the browser are sent to it by report-uri in {name}");
                    else
                        TellAllowed(name, part);
                }

                break;
        }
    }

    private void TellHeader(string name, string value, string how)
    {
        foreach (var address in WebAddress.In(value).Concat(value.Split('<', '"').Skip(1).SelectMany(WebAddress.In)).Distinct())
            Tell(address, LintCodes.Header, how, $"header {name}", Contact.AtOnce);
    }

    /// <summary>A policy only allows; what it allows is still worth knowing.</summary>
    private void TellAllowed(string name, string part)
    {
        var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in words.Skip(1).Where(word => !word.StartsWith('\'')))
        {
            var text = word.Contains("://", StringComparison.Ordinal) ? word : "https://" + word;
            foreach (var address in WebAddress.In(text.Replace("*.", "", StringComparison.Ordinal)))
            {
                if (address.To(files.MeetingUrl) == Nearness.Foreign)
                {
                    findings.Add(Severity.Note, LintCodes.Header, $"The header {name} allows {address.ShownWithPort}, a third party ({words[0]}).",
                        $"header {name}", "It is not asked because of that, but the page may ask it.", $"Take {word} out of {words[0]} if nothing needs it.");
                }
            }
        }
    }

    private void TellAll(string text, string place, Contact contact, bool isBlocked = false)
    {
        foreach (var address in WebAddress.In(text))
        {
            Tell(address, LintCodes.Page, place, "page: " + place, contact);
            if (isBlocked && address.Scheme == "http" && files.MeetingUrl.Scheme == Uri.UriSchemeHttps)
            {
                findings.Add(Severity.Error, LintCodes.MixedContent, $"{place} loads from http://{address.ShownWithPort}, on a page with https.", "page: " + place,
                    "Browsers refuse this, so the part is missing.", "Write https:// instead of http://.");
            }
        }
    }

    private void Tell(WebAddress address, string code, string how, string where, Contact contact)
    {
        var nearness = address.To(files.MeetingUrl);
        // Names of formats look like addresses; nobody asks them.
        if (nearness is Nearness.Same or Nearness.Unclear || address.Host is "www.w3.org" or "ogp.me" or "schema.org" or "json-schema.org")
            return;
        var own = nearness == Nearness.OwnDomain;
        if (own && contact != Contact.AtOnce)
            return;
        var whose = own ? "of your own domain" : "a third party";
        var what = contact switch
        {
            Contact.AtOnce => $"Browsers contact {address.ShownWithPort}, {whose}, without a click: {how}.",
            Contact.Click => $"With a click, a browser contacts {address.ShownWithPort}, {whose}: {how}.",
            _ => $"Browsers may contact {address.ShownWithPort}, {whose}: {how} of the page names it.",
        };
        findings.Add(own || contact == Contact.Click ? Severity.Note : Severity.Warning, contact == Contact.Click ? LintCodes.Link : code, what, where,
            own ? "Its logs see the visitors too; nothing has to be done if it is yours." : "It learns the IP address of each visitor, and mostly the room's link.",
            own ? null : code == LintCodes.Header ? "Take it out of the header, in the web server of the shard." : "Take it out of the page (Jitsi: head.html, fonts.html, body.html, plugin.head.html), or put the file on your own host.");
    }

    [GeneratedRegex(@"(?:^|[\s;])(?:(?:var|let|const)\s{1,20}config\b|(?:window\.)?config\s{0,20}=)", RegexOptions.CultureInvariant)]
    private static partial Regex DeclaresConfig();

    [GeneratedRegex(@"(?:url\(\s{0,20}|@import\s{1,20})['""]?(?<address>[^'"")\s;]{1,2000})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StyleAddress();
}
