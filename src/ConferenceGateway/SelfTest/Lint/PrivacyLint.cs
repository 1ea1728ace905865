namespace ConferenceGateway.SelfTest.Lint;

/// <summary>Which foreign hosts the configuration brings in, and whether a browser asks them without a click.</summary>
internal sealed class PrivacyLint(ShardFiles files, ConfigModel config, LintFindings findings)
{
    private const string Switch = "disableThirdPartyRequests";

    /// <summary>What lib-jitsi-meet asks where the key is missing.</summary>
    private const string BuiltInStun = "meet-jit-si-turnrelay.jitsi.net:443";

    private const int MostKeysNamed = 5;

    private readonly OrderedDictionary<Asked, (PrivacyRule Rule, string Where, List<string> Paths)> paths = [];
    private readonly bool? _quiet = config.IsOn(Switch);

    public void Read(ConfigModel? interfaceConfig)
    {
        foreach (var leaf in config.Leaves)
        {
            if (leaf.Value is ConfigValue.Text text && PrivacyRules.ForConfig(leaf.Key) is { } rule)
                ReadText(config, leaf, text, rule);
        }

        foreach (var leaf in interfaceConfig?.Leaves ?? [])
        {
            if (leaf.Value is ConfigValue.Text text)
                ReadText(interfaceConfig!, leaf, text, PrivacyRules.ForInterface(leaf.Key));
        }

        ReadStunDefault();
        ReadGravatar();
        ReadServices();
        ReportAll();
    }

    private void ReadText(ConfigModel model, ConfigModel.Leaf leaf, ConfigValue.Text text, PrivacyRule rule)
    {
        foreach (var address in WebAddress.In(text.Value))
            Tell(address, model.Where(leaf.Path, text.Line), leaf.Path, rule, leaf.IsSure);
        if (rule.Code != LintCodes.SharedVideo || text.Value == "*" || text.Value.Contains(':', StringComparison.Ordinal))
            return;
        // Here hosts are written without anything around.
        foreach (var address in WebAddress.In("https://" + text.Value))
            Tell(address, model.Where(leaf.Path, text.Line), leaf.Path, rule, leaf.IsSure);
    }

    private void Tell(WebAddress address, string where, string path, PrivacyRule rule, bool sure)
    {
        var nearness = address.To(files.MeetingUrl);
        if (nearness == Nearness.Same || address.IsPlaceholder(files.MeetingUrl))
            return;
        if (nearness == Nearness.Unclear)
        {
            findings.Add(rule.Contact == Contact.AtOnce ? Severity.Warning : Severity.Note, rule.Code, $"{path} leads to a host that the script puts together: {address.Shown}.", where,
                "Whose host that is shows only in a browser.", "Write the address out, or look at the requests of a browser.");
            return;
        }

        var on = rule switch
        {
            { StoppedBy: { } stop } when config.IsOn(stop) is true => false,
            { Needs: { } needed } => config.IsOn(needed, rule.NeedsUsually),
            _ => true,
        };
        if (on is false)
            return;
        if (rule.IsThirdPartyRequest && _quiet is true)
        {
            findings.Add(Severity.Good, rule.Code, $"{path} names {address.ShownWithPort}, but {Switch} keeps browsers from asking it.", where);
            return;
        }

        sure &= on is true && !(rule.IsThirdPartyRequest && _quiet is null);
        Report(rule, address.ShownWithPort, path, where, sure, nearness == Nearness.OwnDomain);
    }

    private void Report(PrivacyRule rule, string host, string path, string where, bool sure, bool own)
    {
        if (own && rule.Contact == Contact.Click)
            return;
        var asked = new Asked(rule.Code, rule.Contact, host, sure, own);
        if (paths.TryGetValue(asked, out var known))
            known.Paths.Add(path);
        else
            paths.Add(asked, (rule, where, [path]));
    }

    /// <summary>One finding a host: ten links to one of them are one line.</summary>
    private void ReportAll()
    {
        foreach (var (asked, (rule, where, keys)) in paths)
        {
            var named = string.Join(", ", keys.Take(MostKeysNamed)) + (keys.Count > MostKeysNamed ? $" and {keys.Count - MostKeysNamed} more" : "");
            var whose = asked.IsOwn ? "of your own domain" : "a third party";
            var what = (asked.Contact, asked.IsSure) switch
            {
                (Contact.AtOnce, true) => $"Browsers contact {asked.Host}, {whose}, without a click ({named}).",
                (Contact.AtOnce, false) => $"Browsers may contact {asked.Host}, {whose}, without a click ({named}, depending on what the script finds).",
                (Contact.Others, _) => $"Once a member uses it, the browsers of all members contact {asked.Host}, {whose} ({named}).",
                (Contact.Click, _) => $"With a click, a browser contacts {asked.Host}, {whose} ({named}).",
                _ => $"{named} names {asked.Host}, {whose}; when browsers contact it is not known.",
            };
            var severity = asked.IsOwn || asked.Contact is Contact.Click or Contact.Others ? Severity.Note : Severity.Warning;
            var fix = rule.Key == "p2p.stunServers" ? StunFix : rule.Fix;
            findings.Add(severity, asked.Code, what, where, asked.IsOwn ? "Its logs see the visitors too; nothing has to be done if it is yours." : rule.Why, asked.IsOwn ? null : fix);
        }
    }

    private string StunFix =>
        $"config.p2p.stunServers = [ {{ urls: 'stun:{files.MeetingUrl.Host}:3478' }} ]; with a STUN or TURN server of your own there"
        + " (docker: P2P_STUN_SERVERS), or config.p2p.stunServers = []; then meetings of two go over the bridge more often.";

    private void ReadStunDefault()
    {
        var servers = config.Look("p2p.stunServers");
        if (servers.Any(value => value is ConfigValue.UnknownValue or ConfigValue.Sequence { HasMore: true }) && config.IsOn("p2p.enabled", usual: true) is not false)
        {
            findings.Add(Severity.Warning, LintCodes.Stun, "p2p.stunServers is computed by the script; whom browsers ask cannot be told from the file.",
                config.Where("p2p.stunServers", 0), "A STUN server is asked without a click, in each meeting of two.", StunFix);
        }

        if (!servers.Any(value => value is ConfigValue.AbsentValue or ConfigValue.Plain))
            return;
        var peers = config.IsOn("p2p.enabled", usual: true);
        if (peers is false)
        {
            findings.Add(Severity.Good, LintCodes.StunDefault, "p2p.stunServers is not set, but p2p.enabled is false: nobody asks the library's STUN server.");
            return;
        }

        var may = peers is true && servers.Count == 1 ? "" : " may";
        findings.Add(Severity.Warning, LintCodes.StunDefault,
            $"p2p.stunServers is not set: in meetings of two, browsers{may} contact {BuiltInStun}, a third party, without a click.",
            config.Where("p2p.stunServers (not set)", 0),
            "The library has this STUN server built in; it learns the IP address of each member and the minute of the meeting.", StunFix);
    }

    private void ReadGravatar()
    {
        var off = config.IsOn("gravatar.disabled");
        if (off is true || _quiet is true)
        {
            findings.Add(Severity.Good, LintCodes.Gravatar, "Nobody asks gravatar.com for pictures of members.");
            return;
        }

        var addresses = config.Look("gravatar.baseUrl").Concat(config.Look("gravatarBaseURL"));
        if (addresses.Any(value => value.Truth() is not false))
            return;
        findings.Add(Severity.Warning, LintCodes.Gravatar,
            "As soon as a member has typed an e-mail address, the browsers of all members contact www.gravatar.com, a third party, without a click.",
            config.Where("gravatar.disabled (not set)", 0),
            "It learns the e-mail address (as a checksum), and the IP address of everybody in the meeting.",
            "config.gravatar = { disabled: true }; members then have their initials as a picture. Or config.disableThirdPartyRequests = true; which also ends analytics, GIFs and shared films.");
    }

    /// <summary>Services that are switched on by a key of theirs and bring their hosts along.</summary>
    private void ReadServices()
    {
        Service("analytics.amplitudeAPPKey", "api2.amplitude.com");
        Service("analytics.googleAnalyticsTrackingId", "www.google-analytics.com");
        Service("dropbox.appKey", "www.dropbox.com and api.dropboxapi.com");
        if (config.IsOn("giphy.enabled") is not false)
            Service("giphy.sdkKey", "api.giphy.com and media.giphy.com");
        const string google = "It is Google's script: it sees each visitor who gets it.";
        const string microsoft = "It logs members in for the calendar.";
        var calendar = config.IsOn("enableCalendarIntegration") is not false ? Contact.AtOnce : Contact.Click;
        Service("googleApiApplicationClientID", "apis.google.com", new PrivacyRule("googleApiApplicationClientID", LintCodes.Google, calendar, google, "Take googleApiApplicationClientID out of config.js; calendar and YouTube are then missing."));
        Service("microsoftApiApplicationClientID", "login.microsoftonline.com and graph.microsoft.com", new PrivacyRule("microsoftApiApplicationClientID", LintCodes.Microsoft, Contact.Click, microsoft, "Take microsoftApiApplicationClientID out of config.js; the calendar is then missing."));
        SharedVideo();
    }

    private void Service(string key, string hosts, PrivacyRule? rule = null)
    {
        rule ??= PrivacyRules.ForConfig(key)!;
        var values = config.Look(key).Where(value => value.Truth() is not false && value is not ConfigValue.UnknownValue).ToList();
        if (values.Count == 0 || values.OfType<ConfigValue.Text>().Any(text => Placeholders.IsOne(text.Value)))
            return;
        if (rule.StoppedBy is { } stop && config.IsOn(stop) is true)
            return;
        var where = config.Where(key, values[0].Line);
        if (rule.IsThirdPartyRequest && _quiet is true)
            findings.Add(Severity.Good, rule.Code, $"{key} is set, but {Switch} keeps browsers from asking {hosts}.", where);
        else
            Report(rule, hosts, key, where, values.Count == config.Look(key).Count && _quiet is false, own: false);
    }

    private void SharedVideo()
    {
        if (_quiet is true)
            return;
        var buttons = config.Look("toolbarButtons").OfType<ConfigValue.Sequence>().ToList();
        if (buttons.Count > 0 && buttons.All(list => !list.HasMore && !list.Items.OfType<ConfigValue.Text>().Any(text => text.Value == "sharedvideo")))
            return;
        findings.Add(Severity.Note, LintCodes.SharedVideo,
            "Once a member shares a film, the browsers of all members contact its host, mostly www.youtube.com, a third party.",
            config.Where("toolbarButtons", 0), "The members have not been asked, and the host learns who watches together.",
            "Leave 'sharedvideo' out of config.toolbarButtons, or config.disableThirdPartyRequests = true;");
    }

    /// <summary>A host, and how browsers come to ask it.</summary>
    private readonly record struct Asked(string Code, Contact Contact, string Host, bool IsSure, bool IsOwn);
}
