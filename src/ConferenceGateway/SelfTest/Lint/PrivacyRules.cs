namespace ConferenceGateway.SelfTest.Lint;

/// <summary>When a browser asks a host.</summary>
internal enum Contact
{
    /// <summary>Without a click of anybody.</summary>
    AtOnce,

    /// <summary>Without a click of one's own, once somebody in the meeting has clicked.</summary>
    Others,

    /// <summary>With a click.</summary>
    Click,

    /// <summary>Nobody knows this key.</summary>
    NotKnown,
}

/// <summary>What is known about a key that holds addresses.</summary>
/// <param name="Key">The key, or what it begins with, without numbers of items.</param>
/// <param name="Code">The finding's code.</param>
/// <param name="Contact">When the address is asked.</param>
/// <param name="Why">What the host learns or does.</param>
/// <param name="Fix">The line to put in.</param>
internal sealed record PrivacyRule(string Key, string Code, Contact Contact, string Why, string Fix)
{
    /// <summary>A key that has to be on, else nobody is asked.</summary>
    public string? Needs { get; init; }

    /// <summary>A key that keeps everybody from asking when it is on.</summary>
    public string? StoppedBy { get; init; }

    /// <summary>What <see cref="Needs"/> is when it is not set.</summary>
    public bool NeedsUsually { get; init; }

    /// <summary>Whether <c>disableThirdPartyRequests</c> stops it.</summary>
    public bool IsThirdPartyRequest { get; init; }
}

/// <summary>The keys of <c>config.js</c> and <c>interface_config.js</c> that hold addresses.</summary>
internal static class PrivacyRules
{
    private const string StunWhy = "A STUN server learns the IP address of each member and the minute of the meeting.";
    private const string DialInWhy = "It is told the name of each room and the IP address of each member.";
    private const string AnalyticsWhy = "It learns who meets when, in which room, and from which address.";
    private const string LinkWhy = "Who clicks the link shows the address of his browser there; nobody is asked before.";

    private static readonly PrivacyRule[] OfConfig =
    [
        new("p2p.stunServers", LintCodes.Stun, Contact.AtOnce, StunWhy, "") { Needs = "p2p.enabled", NeedsUsually = true },
        new("stunServers", LintCodes.Stun, Contact.AtOnce, StunWhy, "Take stunServers out of config.js; old clients read it."),
        new("gravatar", LintCodes.Gravatar, Contact.AtOnce, "It learns the e-mail address (as a checksum) of a member, and the address of all who see the picture.", "config.gravatar = { disabled: true };") { StoppedBy = "gravatar.disabled", IsThirdPartyRequest = true },
        new("gravatarBaseURL", LintCodes.Gravatar, Contact.AtOnce, "It learns the e-mail address (as a checksum) of a member, and the address of all who see the picture.", "config.gravatar = { disabled: true };") { StoppedBy = "gravatar.disabled", IsThirdPartyRequest = true },
        new("corsAvatarURLs", LintCodes.Gravatar, Contact.Click, "Only pictures of members lead there; the list itself asks nobody.", "config.corsAvatarURLs = [];"),
        new("analytics.rtcstatsEndpoint", LintCodes.Analytics, Contact.AtOnce, AnalyticsWhy, "config.analytics.rtcstatsEnabled = false;") { Needs = "analytics.rtcstatsEnabled", StoppedBy = "analytics.disabled", IsThirdPartyRequest = true },
        new("analytics", LintCodes.Analytics, Contact.AtOnce, AnalyticsWhy, "config.analytics = { disabled: true };") { StoppedBy = "analytics.disabled", IsThirdPartyRequest = true },
        new("watchRTCConfigParams", LintCodes.Analytics, Contact.AtOnce, AnalyticsWhy, "config.analytics.watchRTCEnabled = false;") { Needs = "analytics.watchRTCEnabled", IsThirdPartyRequest = true },
        new("callStatsCustomScriptUrl", LintCodes.Analytics, Contact.AtOnce, AnalyticsWhy, "Take callStatsCustomScriptUrl out of config.js; current clients do not know it.") { IsThirdPartyRequest = true },
        new("dialInNumbersUrl", LintCodes.DialIn, Contact.AtOnce, DialInWhy, "Take dialInNumbersUrl out of config.js (docker: ENABLE_JAAS_COMPONENTS=0), or write the address of a service of your own; without it no numbers for dial-in are shown."),
        new("dialInConfCodeUrl", LintCodes.DialIn, Contact.AtOnce, DialInWhy, "Take dialInConfCodeUrl out of config.js (docker: ENABLE_JAAS_COMPONENTS=0), or write the address of a service of your own; without it no PIN for dial-in is shown."),
        new("dialInInfoPageUrl", LintCodes.DialIn, Contact.Click, LinkWhy, "Take dialInInfoPageUrl out of config.js; Jitsi's own page is shown."),
        new("dialOutAuthUrl", LintCodes.DialIn, Contact.Click, "It is told the number that a member calls.", "Take dialOutAuthUrl out of config.js."),
        new("dialOutCodesUrl", LintCodes.DialIn, Contact.Click, "It is asked for country codes when a member wants to call a telephone.", "Take dialOutCodesUrl out of config.js."),
        new("dialOutRegionUrl", LintCodes.DialIn, Contact.Click, "It is asked when a member wants to call a telephone.", "Take dialOutRegionUrl out of config.js."),
        new("giphy", LintCodes.Giphy, Contact.Others, "Moving pictures are shown to all members from there.", "config.giphy = { enabled: false };") { Needs = "giphy.enabled", IsThirdPartyRequest = true },
        new("dropbox", LintCodes.Dropbox, Contact.Click, LinkWhy, "Take dropbox out of config.js."),
        new("whiteboard.limitUrl", LintCodes.Link, Contact.Click, LinkWhy, "Take whiteboard.limitUrl out of config.js."),
        new("whiteboard", LintCodes.Whiteboard, Contact.Others, "As soon as one member opens the whiteboard all browsers connect to it, and it carries what is drawn.", "config.whiteboard = { enabled: false };") { Needs = "whiteboard.enabled" },
        new("etherpad_base", LintCodes.Etherpad, Contact.Others, "As soon as one member opens the shared document it is shown to all, and the room's name is in its address.", "Take etherpad_base out of config.js, or write the address of an Etherpad of your own."),
        new("fileSharing", LintCodes.Files, Contact.Click, "Files of the chat go there.", "config.fileSharing = { enabled: false };"),
        new("brandingDataUrl", LintCodes.Branding, Contact.AtOnce, "It is told the room's name before the meeting opens.", "Take brandingDataUrl out of config.js, or put the file on your own host."),
        new("dynamicBrandingUrl", LintCodes.Branding, Contact.AtOnce, "It is asked before the meeting opens, and may bring in pictures of further hosts.", "Put the file on your own host: config.dynamicBrandingUrl = '/branding.json';"),
        new("brandingRoomAlias", LintCodes.Link, Contact.Click, LinkWhy, "Take brandingRoomAlias out of config.js."),
        new("defaultLogoUrl", LintCodes.Image, Contact.AtOnce, "It learns the address of each visitor.", "config.defaultLogoUrl = 'images/watermark.svg';"),
        new("prejoinConfig.preCallTestICEUrl", LintCodes.PreCallTest, Contact.AtOnce, StunWhy, "config.prejoinConfig.preCallTestEnabled = false;") { Needs = "prejoinConfig.preCallTestEnabled" },
        new("peopleSearchUrl", LintCodes.Invitation, Contact.Click, "It is told whom a member looks for.", "Take peopleSearchUrl out of config.js."),
        new("inviteServiceUrl", LintCodes.Invitation, Contact.Click, "It is told who is invited to which room.", "Take inviteServiceUrl out of config.js."),
        new("sipInviteUrl", LintCodes.Invitation, Contact.Click, "It is told who is called into which room.", "Take sipInviteUrl out of config.js."),
        new("salesforceUrl", LintCodes.Invitation, Contact.Click, "It is told which meeting belongs to which record.", "Take salesforceUrl out of config.js."),
        new("recordingSharingUrl", LintCodes.Link, Contact.Click, LinkWhy, "Take recordingSharingUrl out of config.js."),
        new("jaas", LintCodes.Jaas, Contact.AtOnce, "JaaS is a service of 8x8: it is told who meets when.", "Take the keys that begin with jaas out of config.js (docker: JAAS_APP_ID unset)."),
        new("webhookProxyUrl", LintCodes.Jaas, Contact.AtOnce, "It is told what happens in each meeting.", "Take webhookProxyUrl out of config.js (docker: JAAS_APP_ID unset)."),
        new("billingCounterUrl", LintCodes.Jaas, Contact.AtOnce, "It counts each visitor.", "Take billingCounterUrl out of config.js (docker: JAAS_APP_ID unset)."),
        new("tokenAuthUrl", LintCodes.Login, Contact.Click, "Who logs in is sent there, with the room's name.", "Take tokenAuthUrl out of config.js."),
        new("tokenLogoutUrl", LintCodes.Login, Contact.Click, "Who logs out is sent there.", "Take tokenLogoutUrl out of config.js."),
        new("welcomePage.customUrl", LintCodes.Page, Contact.AtOnce, "Who opens the start page is sent there.", "config.welcomePage.customUrl = '';"),
        new("sharedVideoAllowedURLDomains", LintCodes.SharedVideo, Contact.Others, "Once a member shares a film from there all browsers ask for it.", "config.sharedVideoAllowedURLDomains = [];") { IsThirdPartyRequest = true },
        .. Links("deploymentUrls", "legalUrls", "helpCentreURL", "deeplinking", "liveStreaming", "recordings", "recordingLimit",
            "chromeExtensionBanner", "moderatedRoomServiceUrl", "feedbackUrl", "inviteAppName", "noticeMessage"),
    ];

    private static readonly PrivacyRule InterfaceLink =
        new("", LintCodes.Link, Contact.Click, LinkWhy, "Empty the key in interface_config.js, or write an address of your own.");

    private static readonly PrivacyRule InterfaceImage =
        new("", LintCodes.Image, Contact.AtOnce, "It learns the address of each visitor.", "Put the picture on your own host, as 'images/watermark.svg'.");

    private static readonly PrivacyRule NotKnown =
        new("", LintCodes.Other, Contact.NotKnown, "Nobody has looked at yet when Jitsi asks this host.", "Take the key out if you do not need it.");

    /// <summary>The signalling, which the wiring lint looks at; and a name of XMPP that only looks like an address.</summary>
    private static readonly string[] Others = ["bosh", "websocket", "websocketKeepAliveUrl", "conferenceRequestUrl", "hosts", "clientNode"];

    /// <summary>The rule for a key of <c>config.js</c>; null if it is none of privacy.</summary>
    public static PrivacyRule? ForConfig(string key)
    {
        if (Others.Any(name => IsBelow(key, name)))
            return null;
        return OfConfig.FirstOrDefault(rule => IsBelow(key, rule.Key) || (rule.Key == "jaas" && key.StartsWith("jaas", StringComparison.Ordinal))) ?? NotKnown;
    }

    /// <summary>The rule for a key of <c>interface_config.js</c>: pictures are loaded, all else are links.</summary>
    public static PrivacyRule ForInterface(string key) =>
        key.Contains("LOGO", StringComparison.OrdinalIgnoreCase) || key.Contains("IMAGE", StringComparison.OrdinalIgnoreCase)
        || key.Contains("BACKGROUND", StringComparison.OrdinalIgnoreCase)
            ? InterfaceImage
            : InterfaceLink;

    private static bool IsBelow(string key, string name) =>
        key == name || (key.StartsWith(name, StringComparison.Ordinal) && key[name.Length] is '.');

    private static IEnumerable<PrivacyRule> Links(params string[] keys) =>
        keys.Select(key => new PrivacyRule(key, LintCodes.Link, Contact.Click, LinkWhy, $"Take {key} out of config.js, or write an address of your own."));
}
