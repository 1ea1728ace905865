namespace ConferenceGateway.SelfTest.Lint;

/// <summary>Every <see cref="Finding.Code"/> of the lint. Scripts read them; they never change.</summary>
internal static class LintCodes
{
    public const string Read = "lint.read";
    public const string Ssi = "lint.ssi";

    /// <summary>The verdict over all of <c>privacy.*</c>.</summary>
    public const string Privacy = "privacy.summary";
    public const string Stun = "privacy.stun";
    public const string StunDefault = "privacy.stun-default";
    public const string Gravatar = "privacy.gravatar";
    public const string Analytics = "privacy.analytics";
    public const string DialIn = "privacy.dial-in";
    public const string Giphy = "privacy.giphy";
    public const string Dropbox = "privacy.dropbox";
    public const string Google = "privacy.google";
    public const string Microsoft = "privacy.microsoft";
    public const string Whiteboard = "privacy.whiteboard";
    public const string Etherpad = "privacy.etherpad";
    public const string Files = "privacy.files";
    public const string Branding = "privacy.branding";
    public const string Image = "privacy.image";
    public const string PreCallTest = "privacy.pre-call-test";
    public const string Invitation = "privacy.invitation";
    public const string Jaas = "privacy.jaas";
    public const string SharedVideo = "privacy.shared-video";
    public const string Login = "privacy.login";

    /// <summary>Links that a visitor has to click.</summary>
    public const string Link = "privacy.link";
    public const string Page = "privacy.page";
    public const string Header = "privacy.header";

    /// <summary>A host under a key that nobody has written a rule for.</summary>
    public const string Other = "privacy.other";

    public const string Bosh = "wiring.bosh";
    public const string WebSocket = "wiring.websocket";
    public const string KeepAlive = "wiring.keep-alive";
    public const string ConferenceRequest = "wiring.conference-request";
    public const string Hosts = "wiring.hosts";
    public const string AnonymousDomain = "wiring.anonymous-domain";
    public const string TokenAuth = "wiring.token-auth";
    public const string ShardName = "wiring.shard-name";
    public const string MixedContent = "wiring.mixed-content";
    public const string Placeholder = "wiring.placeholder";
}
