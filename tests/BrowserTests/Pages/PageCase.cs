namespace ConferenceGateway.BrowserTests.Pages;

/// <summary>A page as somebody comes to it, and the first sentence that it must say.</summary>
public sealed record PageCase(string Name, Site Site, string Path, int Status, string German, string English, string? UserAgent = null, string? Script = null)
{
    public static readonly IReadOnlyList<PageCase> Portal =
    [
        new("start", Site.Meetings, "/", 200, "In welchen Raum möchten Sie?", "Which room would you like?"),
        new("start-refused", Site.Meetings, "/?room=a%2Fb%3Bc", 400, "In welchen Raum möchten Sie?", "Which room would you like?"),
        new("no-such-page", Site.Meetings, "/-/nirgends", 404, "Diese Seite gibt es nicht.", "There is no such page."),
        new("bad-room-name", Site.Meetings, "/a%5Cb", 400, "So kann kein Raum heißen.", "No room can have that name."),
        new("no-shard-free", Site.NoShard, "/plenum", 503, "Im Moment ist kein Platz für ein neues Treffen.", "There is no room for a new meeting just now."),
        new("no-new-rooms", Site.NoNewRooms, "/plenum", 503, "Im Moment beginnt kein neues Treffen.", "No new meeting begins just now."),
        new("closed", Site.Closed, "/plenum", 503, "Geschlossen bis 31. Dezember, 02:00.", "Closed until 31 December, 02:00."),
        new("shard-silent", Site.ShardSilent, "/plenum", 502, "Der Server dieses Treffens antwortet nicht.", "This meeting’s server does not answer."),
        new("help-ask", Site.Meetings, "/-/help", 200, "Brauchen Sie Hilfe?", "Do you need help?"),
        new("wrong-host", Site.OtherHost, "/plenum", 421, "Unter dieser Adresse gibt es hier nichts.", "Nothing is served here under this address."),
    ];

    public static readonly IReadOnlyList<PageCase> Check =
    [
        // A User-Agent is not believed before the script has looked; these are in what it says of itself.
        new("check-ie11", Site.Meetings, "/plenum", 200, "Internet Explorer kann keine Video-Treffen.", "Internet Explorer cannot do video meetings.", OldBrowsers.InternetExplorer11, NoWebRtc),
        new("check-chrome50", Site.Meetings, "/plenum", 200, "Dieser Browser ist zu alt für Video-Treffen.", "This browser is too old for video meetings.", OldBrowsers.Chrome50, NoWebRtc),
        new("check-firefox78", Site.Meetings, "/plenum", 200, "Sie können teilnehmen, aber Ihr Browser ist alt.", "You can join, but your browser is old.", OldBrowsers.Firefox78),
        new("check-safari12", Site.Meetings, "/plenum", 200, "Sie können teilnehmen, aber Ihr Browser ist alt.", "You can join, but your browser is old.", OldBrowsers.Safari12),
        new("check-facebook-ios", Site.Meetings, "/plenum", 200, "Sie können teilnehmen, aber besser nicht in dieser App.", "You can join, but better not inside this app.", OldBrowsers.FacebookOnIos),
        new("check-facebook-android", Site.Meetings, "/plenum", 200, "Sie können teilnehmen, aber besser nicht in dieser App.", "You can join, but better not inside this app.", OldBrowsers.FacebookOnAndroid),
        new("check-app-refuses", Site.Meetings, "/plenum", 200, "In dieser App gehen keine Video-Treffen.", "Video meetings do not work inside this app.", OldBrowsers.FacebookOnAndroid, "delete Navigator.prototype.mediaDevices"),
        new("check-disguised", Site.Meetings, "/plenum", 200, "Sie können teilnehmen, aber Ihr Browser gibt sich als ein anderer aus.", "You can join, but your browser poses as another.", OldBrowsers.InternetExplorer11),
        new("check-works", Site.Meetings, "/-/check?room=plenum", 200, "Mit diesem Browser können Sie teilnehmen.", "You can join with this browser.", null, Tested),
        new("check-works-no-room", Site.Meetings, "/-/check", 200, "Mit diesem Browser können Sie teilnehmen.", "You can join with this browser."),
        new("check-bad-room", Site.Meetings, "/-/check?room=a%5Cb", 400, "Mit diesem Browser können Sie teilnehmen.", "You can join with this browser."),
        new("check-no-screen", Site.Meetings, "/-/check?room=plenum", 200, "Sie können teilnehmen, aber Ihren Bildschirm nicht zeigen.", "You can join, but not share your screen.", OldBrowsers.ChromeOnAndroid),
        new("check-switched-off", Site.Meetings, "/-/check?room=plenum", 200, "In diesem Browser ist Video abgeschaltet.", "Video is switched off in this browser.", OldBrowsers.Firefox140, NoWebRtc),
        new("check-switched-off-chrome", Site.Meetings, "/-/check", 200, "In diesem Browser ist Video abgeschaltet.", "Video is switched off in this browser.", null, NoWebRtc),
        new("check-lockdown", Site.Meetings, "/-/check?room=plenum", 200, "In diesem Browser ist Video abgeschaltet.", "Video is switched off in this browser.", OldBrowsers.Safari26, NoWebRtc + "delete window.WebAssembly;"),
        new("check-insecure", Site.Meetings, "/-/check?room=plenum", 200, "Hier fehlt die sichere Verbindung.", "The secure connection is missing here.", null, "Object.defineProperty(window, 'isSecureContext', { value: false })"),
        new("check-blocked", Site.Blocked, "/plenum", 200, "Diese Fassung von Edge ist hier nicht mehr zugelassen.", "This version of Edge is no longer allowed here.", OldBrowsers.Edge120),
    ];

    private const string NoWebRtc = "delete window.RTCPeerConnection; delete window.webkitRTCPeerConnection;";

    private const string Tested = "localStorage.setItem('device-test', JSON.stringify({ result: 'ready', at: Date.now() - 864e5 }))";

    /// <summary>A field is asked for again, so the focus is in it and not at the top.</summary>
    public bool HasFocusInside => Name == "start-refused";

    public string Headline(PageLook look) => look.IsGerman ? German : English;

    /// <summary>What the window's title begins with: the sentence itself, unless the page is called otherwise.</summary>
    public string Title(PageLook look) => (Name.Split('-')[0], look.IsGerman) switch
    {
        ("start", true) => "Raum öffnen",
        ("start", false) => "Open a room",
        ("check", true) => "Geht dieser Browser?",
        ("check", false) => "Does this browser work?",
        _ => Headline(look),
    };

    public override string ToString() => Name;
}
