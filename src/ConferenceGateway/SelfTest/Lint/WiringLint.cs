namespace ConferenceGateway.SelfTest.Lint;

/// <summary>Whether the configuration leads all signalling of the browsers to the gateway, with the right names.</summary>
internal sealed class WiringLint(ShardFiles files, ConfigModel config, LintFindings findings)
{
    private readonly Uri _meeting = files.MeetingUrl;

    private bool IsSecure => _meeting.Scheme == Uri.UriSchemeHttps;

    private string Socket => $"{(IsSecure ? "wss" : "ws")}://{_meeting.Authority}/xmpp-websocket";

    private string Bosh => $"{_meeting.Scheme}://{_meeting.Authority}/http-bind";

    public void Read()
    {
        ReadSignalling();
        ReadKeepAlive();
        ReadConferenceRequest();
        ReadHosts();
        ReadLogin();
        ReadShardName();
        ReadPlaceholders();
        ReadMixedContent();
    }

    private void ReadSignalling()
    {
        var bosh = Values("bosh");
        var socket = Values("websocket");
        if (bosh.Count == 0 && socket.Count == 0 && !config.HasMore)
        {
            findings.Add(Severity.Error, LintCodes.Bosh, "config.js has neither bosh nor websocket.", config.Where("bosh (not set)", 0),
                "No browser finds the way to Prosody, so nobody can join a room.", $"config.websocket = '{Socket}'; and config.bosh = '{Bosh}';");
            return;
        }

        if (socket.Count == 0)
        {
            findings.Add(Severity.Warning, LintCodes.WebSocket, "websocket is not set: browsers use BOSH only.", config.Where("websocket (not set)", 0),
                "BOSH costs a request for each message, and a broken connection is not resumed.", $"config.websocket = '{Socket}'; (docker: ENABLE_XMPP_WEBSOCKET=1)");
        }

        if (bosh.Count == 0)
        {
            findings.Add(Severity.Note, LintCodes.Bosh, "bosh is not set: networks that refuse WebSockets stay outside.", config.Where("bosh (not set)", 0),
                "Some company networks cut WebSockets.", $"config.bosh = '{Bosh}';");
        }

        foreach (var text in bosh)
            ReadUrl("bosh", text, LintCodes.Bosh, "http-bind", "http", Bosh);
        foreach (var text in socket)
            ReadUrl("websocket", text, LintCodes.WebSocket, "xmpp-websocket", "ws", Socket);
    }

    private List<ConfigValue.Text> Values(string key) => [.. config.Texts(key).Where(text => text.Value.Length > 0)];

    /// <summary>One address that has to lead to the gateway.</summary>
    private void ReadUrl(string key, ConfigValue.Text text, string code, string end, string scheme, string right)
    {
        var where = config.Where(key, text.Line);
        var before = findings.All.Count;
        var path = text.Value.Split('?', '#')[0];
        // Jitsi's own file puts the tenant in there; without it Prosody would not be told the tenant.
        if (path.EndsWith($"/{ConfigValue.Text.Hole}{end}", StringComparison.Ordinal))
            right = right.Replace($"/{end}", $"/' + subdir + '{end}", StringComparison.Ordinal);
        var fix = $"config.{key} = '{right}';";
        if (!path.EndsWith(end, StringComparison.Ordinal) && !path.EndsWith(ConfigValue.Text.Hole))
            findings.Add(Severity.Error, code, $"{key} is {text.Value}, which does not end in {end}.", where, "The gateway passes on no other path to Prosody.", fix);
        var address = WebAddress.In(text.Value).FirstOrDefault();
        if (address is null && text.Value.Contains("//", StringComparison.Ordinal))
        {
            // One word alone, as http://web/, is a name inside of the shard.
            findings.Add(Severity.Error, code, $"{key} is {text.Value}, which has no host that browsers could find.", where, "Nobody can join a room.", fix);
        }
        else if (address is null)
        {
            if (scheme == "ws" && !text.Value.StartsWith(ConfigValue.Text.Hole))
                findings.Add(Severity.Warning, code, $"{key} is {text.Value}, without ws:// or wss://.", where, "Clients take it for BOSH, or refuse it.", fix);
        }
        else
        {
            ReadHost(key, address, code, where, fix);
            ReadScheme(key, address, code, scheme, where, fix);
        }

        var known = address is null ? !text.Value.StartsWith(ConfigValue.Text.Hole) : address.To(_meeting) == Nearness.Same;
        if (findings.All.Count == before && known && !Placeholders.IsOne(text.Value))
            findings.Add(Severity.Good, code, $"{key} leads to the gateway.", where);
    }

    private void ReadHost(string key, WebAddress address, string code, string where, string fix)
    {
        if (address.IsPlaceholder(_meeting) || address.To(_meeting) == Nearness.Unclear)
            return;
        var port = address.Port.Length == 0 || int.TryParse(address.Port, out var number) && number == _meeting.Port;
        if (address.Port.Length == 0 && !_meeting.IsDefaultPort)
            port = false;
        if (address.To(_meeting) == Nearness.Same && port)
            return;
        findings.Add(Severity.Error, code, $"{key} leads to {address.ShownWithPort}, not to {_meeting.Authority}.", where,
            "Browsers pass by the gateway: rooms may come to live on two shards, and nobody is counted or moved.", fix);
    }

    private void ReadScheme(string key, WebAddress address, string code, string scheme, string where, string fix)
    {
        if (address.Scheme.Length == 0)
            return;
        if (!address.Scheme.StartsWith(scheme, StringComparison.Ordinal))
        {
            findings.Add(Severity.Error, code, $"{key} begins with {address.Scheme}:, not with {scheme}{(IsSecure ? "s" : "")}:.", where, "Clients cannot use it.", fix);
            return;
        }

        var secure = address.Scheme is "https" or "wss";
        if (secure && !IsSecure)
            findings.Add(Severity.Warning, code, $"{key} begins with {address.Scheme}:, but the rooms are at {_meeting.Scheme}:.", where, "Browsers find nobody there.", fix);
        else if (!secure && IsSecure)
            findings.Add(Severity.Error, LintCodes.MixedContent, $"{key} begins with {address.Scheme}:, on a page with https.", where, "Browsers refuse this: nobody can join.", fix);
    }

    private void ReadKeepAlive()
    {
        foreach (var value in config.Look("websocketKeepAlive"))
        {
            if (value is ConfigValue.Plain { Value: double and <= 0 } or ConfigValue.Plain { Value: false or null })
            {
                findings.Add(Severity.Warning, LintCodes.KeepAlive, $"websocketKeepAlive is {value.Print()}: clients do not ask which shard they are on.",
                    config.Where("websocketKeepAlive", value.Line), "A room that has to move is noticed late, and cookies of proxies run out.",
                    "Take websocketKeepAlive out of config.js; 60000 (ms) is what Jitsi takes then.");
            }
        }

        foreach (var text in Values("websocketKeepAliveUrl"))
            ReadUrl("websocketKeepAliveUrl", text, LintCodes.KeepAlive, "_unlock", "http", $"{_meeting.Scheme}://{_meeting.Authority}/_unlock");
    }

    private void ReadConferenceRequest()
    {
        foreach (var text in Values("conferenceRequestUrl"))
        {
            ReadUrl("conferenceRequestUrl", text, LintCodes.ConferenceRequest, "conference-request/v1", "http", $"{_meeting.Scheme}://{_meeting.Authority}/conference-request/v1");
            findings.Add(Severity.Note, LintCodes.ConferenceRequest, "conferenceRequestUrl is set: rooms are opened over HTTP, past Prosody.", config.Where("conferenceRequestUrl", text.Line),
                "Prosody's mod_reservations is not asked then.", "If you use reservations, take conferenceRequestUrl out of config.js.");
        }
    }

    private void ReadHosts()
    {
        foreach (var (key, usual) in new[] { ("hosts.domain", files.Host), ("hosts.muc", "conference." + files.Host) })
        {
            if (config.Look(key) is [ConfigValue.AbsentValue] or [ConfigValue.Plain] && !config.HasMore)
            {
                findings.Add(Severity.Error, LintCodes.Hosts, $"{key} is not set.", config.Where($"{key} (not set)", 0),
                    "The client does not know whom to talk to, so nobody can join.", $"config.{key} = '{usual}';");
            }
        }

        foreach (var domain in Values("hosts.domain").Where(text => text.IsWhole && !Placeholders.Has(text.Value, _meeting)))
        {
            var same = domain.Value.Equals(files.Host, StringComparison.OrdinalIgnoreCase);
            findings.Add(same ? Severity.Good : Severity.Note, LintCodes.Hosts,
                same ? "hosts.domain is the Host that this shard is asked with." : $"hosts.domain is {domain.Value}, but this shard is asked with the Host {files.Host}.",
                config.Where("hosts.domain", domain.Line),
                same ? null : "Prosody chooses its virtual host by it, unless http_default_host is set there.",
                same ? null : $"Fleet:Shards:#:Host = {domain.Value} in the settings of the gateway.");
        }

        foreach (var guest in Values("hosts.anonymousdomain"))
        {
            findings.Add(Severity.Warning, LintCodes.AnonymousDomain, $"hosts.anonymousdomain is {guest.Value}: clients without a token of their own log in there.",
                config.Where("hosts.anonymousdomain", guest.Line),
                "On that domain Prosody does not look at a token, so the one that the gateway puts in is ignored and everybody is a guest.",
                "Take hosts.anonymousdomain out of config.js (docker: ENABLE_GUESTS=0).");
        }
    }

    private void ReadLogin()
    {
        foreach (var text in Values("tokenAuthUrl"))
        {
            var forced = config.IsOn("tokenAuthUrlAutoRedirect") is not false;
            findings.Add(forced ? Severity.Warning : Severity.Note, LintCodes.TokenAuth,
                forced ? $"tokenAuthUrl is {text.Value}, and members are sent there by themselves." : $"tokenAuthUrl is {text.Value}: whom Prosody refuses is sent there.",
                config.Where("tokenAuthUrl", text.Line),
                "Members then come back with a token of somebody else; the gateway drops it.", "Take tokenAuthUrl out of config.js (docker: TOKEN_AUTH_URL unset).");
        }
    }

    private void ReadShardName()
    {
        foreach (var name in Values("deploymentInfo.shard").Where(text => text.IsWhole))
        {
            var where = config.Where("deploymentInfo.shard", name.Line);
            if (files.AnnouncedName is null)
            {
                findings.Add(Severity.Warning, LintCodes.ShardName, $"deploymentInfo.shard is {name.Value}, but AnnouncedName is not set.", where,
                    "Clients compare the two once the gateway announces a name; set both or none.",
                    $"Fleet:Shards:#:AnnouncedName = {name.Value} in the settings of the gateway, and shard_name = \"{name.Value}\" in Prosody; or take deploymentInfo.shard out (docker: DEPLOYMENTINFO_SHARD unset).");
            }
            else if (name.Value == files.AnnouncedName)
            {
                findings.Add(Severity.Good, LintCodes.ShardName, $"deploymentInfo.shard is the announced name, {name.Value}.", where);
            }
            else
            {
                findings.Add(Severity.Error, LintCodes.ShardName, $"deploymentInfo.shard is {name.Value}, but AnnouncedName is {files.AnnouncedName}.", where,
                    "Clients take that for a move to another shard, and reload the page again and again: docs/problems/rooms-split-or-reload-loops.md.",
                    $"config.deploymentInfo.shard = '{files.AnnouncedName}'; (docker: DEPLOYMENTINFO_SHARD), the same as shard_name in Prosody.");
            }
        }
    }

    private void ReadPlaceholders()
    {
        foreach (var leaf in config.Leaves)
        {
            if (leaf.Value is not ConfigValue.Text text)
                continue;
            var host = WebAddress.In(text.Value).Any(address => address.IsPlaceholder(_meeting))
                || (leaf.Key.StartsWith("hosts.", StringComparison.Ordinal) && Placeholders.Has(text.Value, _meeting));
            if (!host && !Placeholders.IsOne(text.Value))
                continue;
            var vital = leaf.Key is "bosh" or "websocket" or "conferenceRequestUrl" or "websocketKeepAliveUrl" || leaf.Key.StartsWith("hosts.", StringComparison.Ordinal);
            findings.Add(vital ? Severity.Error : Severity.Warning, LintCodes.Placeholder, $"{leaf.Path} still holds the text of a sample: {text.Value}.", config.Where(leaf.Path, text.Line),
                vital ? "Nobody can join a room." : "Browsers ask a host that is not yours, or a part of the page does not work.",
                "Write your own name there, or take the key out.");
        }
    }

    /// <summary>Links may lead to pages without https; what the page itself asks may not.</summary>
    private void ReadMixedContent()
    {
        if (!IsSecure)
            return;
        foreach (var leaf in config.Leaves)
        {
            if (leaf.Value is not ConfigValue.Text text || PrivacyRules.ForConfig(leaf.Key) is not { Contact: not Contact.Click } rule)
                continue;
            foreach (var address in WebAddress.In(text.Value).Where(address => address.Scheme is "http" or "ws"))
            {
                // Under a key that nobody knows it may be a link, or a name.
                findings.Add(rule.Contact == Contact.NotKnown ? Severity.Warning : Severity.Error, LintCodes.MixedContent, $"{leaf.Path} leads to {address.Scheme}://{address.ShownWithPort}, on a page with https.",
                    config.Where(leaf.Path, text.Line), "Browsers refuse this, so the part does not work.", $"Write {address.Scheme}s:// there, or take the key out.");
            }
        }
    }
}
