namespace ConferenceGateway.WaysIn;

/// <summary>
/// Links that leave the browser, as each system understands them. The addresses are ours, so they hold no <c>#</c>, which
/// would end them too early.
/// </summary>
internal static class DeviceLinks
{
    private const string JitsiApp = "org.jitsi.meet";

    /// <summary>Android: the device's own browser, also out of a window of another app.</summary>
    public static string AndroidBrowser(Uri page) => $"intent://{page.Authority}{page.PathAndQuery}#Intent;scheme={page.Scheme};end";

    /// <summary>Android: Jitsi's app, or the shop's page of it.</summary>
    public static string AndroidApp(Uri room) => $"intent://{room.Authority}{room.PathAndQuery}#Intent;scheme={JitsiApp};package={JitsiApp};end";

    /// <summary>iOS: Jitsi's app.</summary>
    public static string IosApp(Uri room) => $"{JitsiApp}://{room.Authority}{room.PathAndQuery}";

    /// <summary>iOS from 17 on: Safari, out of a window of another app.</summary>
    public static string Safari(Uri page) => $"x-safari-{page.AbsoluteUri}";

    /// <summary>Computers: Jitsi's program.</summary>
    public static string Desktop(Uri room) => $"jitsi-meet://{room.Authority}{room.PathAndQuery}";

    /// <summary>Windows 10 and 11: Edge, out of Internet Explorer.</summary>
    public static string Edge(Uri page) => "microsoft-edge:" + page.AbsoluteUri;
}
