namespace ConferenceGateway.SelfTest.Lint;

/// <summary>Reads the files of a shard and says who else hears of a visitor, and what is wired wrongly.</summary>
internal static class ShardLint
{
    private const string ConfigFile = "config.js";
    private const string InterfaceFile = "interface_config.js";

    /// <summary>More foreign hosts outside of the configuration are not told apart; nobody would read the list.</summary>
    private const int MostHosts = 200;

    /// <summary>Never throws, whatever the files hold; ends within seconds.</summary>
    public static IReadOnlyList<Finding> Read(ShardFiles files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var findings = new LintFindings(files.Subject);
        var page = new PageLint(files, findings);
        var tags = files.Page is { } html ? page.Open(html) : [];
        if (files.Page is { } text)
            ReadIncludes(text, findings);

        var reading = ReadScript(ConfigFile, files.Config, page.Config, files, findings);
        var config = Model(reading, "config", findings, isNeeded: true);
        var interfaceReading = ReadScript(InterfaceFile, files.InterfaceConfig, page.InterfaceConfig, files, findings);
        var interfaceConfig = Model(interfaceReading, "interfaceConfig", findings, isNeeded: false);
        if (config is not null)
        {
            if (config.HasMore)
            {
                findings.Add(Severity.Note, LintCodes.Read, "Some keys of config come from outside of config.js, or get their names only in a browser.", ConfigFile,
                    "Third parties may have been missed there.", "Write the keys into config.js.");
            }

            new WiringLint(files, config, findings).Read();
            new PrivacyLint(files, config, findings).Read(interfaceConfig);
        }

        ReadRest(reading, "config", files, findings);
        ReadRest(interfaceReading, "interfaceConfig", files, findings);
        page.Read(tags);
        Conclude(files, findings, reading is { IsIncomplete: false } && config is { HasMore: false });
        return findings.All;
    }

    /// <summary>The file as served, or else what stands of it in the page.</summary>
    private static ScriptReading? ReadScript(string name, ReadOnlyMemory<byte>? bytes, ScriptSource? inPage, ShardFiles files, LintFindings findings)
    {
        var source = inPage;
        if (bytes is { } served)
        {
            source = ScriptSource.Decode(name, served, out var refused);
            if (source is null)
            {
                findings.Add(name == ConfigFile ? Severity.Error : Severity.Warning, LintCodes.Read, refused!, name,
                    "Browsers cannot use it either, or not as it is meant.", $"Look at what the web server of the shard answers for /{name}; it has to be the script of that name, in UTF-8.");
                source = inPage;
            }
            else if (served.Span is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            {
                findings.Add(Severity.Warning, LintCodes.Read, $"{name} is written in UTF-16.", name, "nginx cannot put it into the page like that.", $"Save {name} in UTF-8.");
            }
        }

        if (source is null)
            return null;
        var reading = ScriptReader.Read(source, files.MeetingUrl);
        if (reading.Fault is { } fault)
        {
            findings.Add(reading.IsBroken ? Severity.Error : Severity.Warning, LintCodes.Read, fault, reading.FaultLine > 0 ? $"{source.Name}:{reading.FaultLine}" : source.Name,
                reading.IsBroken ? "A browser stops here too, so the page does not start; what follows is what could be read around it." : "Third parties may have been missed in it.",
                reading.IsBroken ? $"Mend that line of {source.Name}; node --check tells whether it is right." : $"Write {source.Name} in a simpler way.");
        }

        ReadIncludes(reading, findings);
        return reading;
    }

    private static void ReadIncludes(ScriptReading reading, LintFindings findings)
    {
        if (reading.Includes.Count == 0)
            return;
        var source = reading.Source;
        var lines = string.Join(", ", reading.Includes.Take(10).Select(include => source.LineOf(include.Index)).Distinct());
        var breaks = reading.Includes.Any(include => include.Breaks);
        findings.Add(breaks ? Severity.Error : Severity.Warning, LintCodes.Ssi,
            $"{source.Name} is served with {reading.Includes.Count} server-side include{(reading.Includes.Count == 1 ? "" : "s")} that nobody has replaced, in line {lines}.",
            $"{source.Name}:{source.LineOf(reading.Includes[0].Index)}: {reading.Includes[0].Code}",
            breaks ? "Their quotes end the text early, so browsers stop with a syntax error and the page does not start." : "Rooms with a tenant (/acme/board) get wrong names.",
            $"ssi on; ssi_types application/x-javascript application/javascript; in nginx, in the location of {source.Name}.");
    }

    /// <summary>The page gets its configuration by an include as well.</summary>
    private static void ReadIncludes(string page, LintFindings findings)
    {
        var at = page.IndexOf("<!--#include", StringComparison.Ordinal);
        if (at < 0)
            return;
        var vital = page.Contains("<!--#include virtual=\"/config.js\"", StringComparison.Ordinal);
        findings.Add(vital ? Severity.Error : Severity.Warning, LintCodes.Ssi,
            vital ? "The page of a room is served with its server-side includes, among them the one for config.js." : "The page of a room is served with server-side includes that nobody has replaced.",
            $"page:{ScriptSource.Of("page", page).LineOf(at)}",
            vital ? "The page has no configuration and does not start." : "Title, fonts and other parts are missing.",
            "ssi on; in nginx, in the server block or in the location of the rooms.");
    }

    private static ConfigModel? Model(ScriptReading? reading, string name, LintFindings findings, bool isNeeded)
    {
        if (reading is null)
            return null;
        if (reading.Globals.Entries.TryGetValue(name, out var value) && ConfigValue.Choices(value).Any(choice => choice is ConfigValue.Map))
            return new ConfigModel(reading.Source.Name, value);
        // A broken file has its finding already; this would only be an echo.
        if (!reading.IsIncomplete)
        {
            findings.Add(isNeeded ? Severity.Error : Severity.Warning, LintCodes.Read, $"{reading.Source.Name} sets no object {name}.", reading.Source.Name,
                "The page reads its configuration from there.", $"Look at what the web server of the shard answers for /{reading.Source.Name}; it begins with var {name} = {{ … }}.");
        }

        return null;
    }

    /// <summary>Addresses that stand in the script but under no key: in functions, in other variables, in parts that cannot be read.</summary>
    private static void ReadRest(ScriptReading? reading, string name, ShardFiles files, LintFindings findings)
    {
        if (reading is null)
            return;
        var source = reading.Source;
        var others = new ConfigValue.Map();
        foreach (var (key, value) in reading.Globals.Entries)
        {
            if (key != name)
                others.Entries[key] = value;
        }

        var texts = reading.LooseTexts.Select(loose => (loose.Text, Line: source.LineOf(loose.Index), Path: "in the script"))
            .Concat(new ConfigModel(source.Name, others).Leaves.Select(leaf => (Text: leaf.Value.Print(), leaf.Value.Line, leaf.Path)));
        var known = string.Join('\n', findings.All.Select(finding => finding.What));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (text, line, path) in texts)
        {
            foreach (var address in WebAddress.In(text))
            {
                if (seen.Count >= MostHosts)
                    return;
                if (address.To(files.MeetingUrl) != Nearness.Foreign || !seen.Add(address.ShownWithPort) || known.Contains(address.ShownWithPort, StringComparison.Ordinal))
                    continue;
                findings.Add(Severity.Warning, LintCodes.Other, $"{source.Name} names {address.ShownWithPort}, a third party, outside of {name}; when browsers contact it is not known.",
                    $"{source.Name}:{line}: {path}", "Nobody has looked at yet what the script does with it.", "Take the line out if you do not need it.");
            }
        }
    }

    private static void Conclude(ShardFiles files, LintFindings findings, bool isComplete)
    {
        if (!isComplete || files.Page is null)
            return;
        // An error may be a signalling address at somebody else's: then the sentence would be wrong.
        if (!findings.All.Any(finding => finding.Severity is Severity.Error
            || (finding.Severity is Severity.Warning && finding.Code.StartsWith("privacy.", StringComparison.Ordinal))))
            findings.Add(Severity.Good, LintCodes.Privacy, "No third party is contacted without a click.");
    }
}
