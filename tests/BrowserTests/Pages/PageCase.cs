namespace ConferenceGateway.BrowserTests.Pages;

/// <summary>A page as somebody comes to it, and the first sentence that it must say.</summary>
public sealed record PageCase(string Name, Site Site, string Path, int Status, string German, string English, string? UserAgent = null)
{
    public static readonly IReadOnlyList<PageCase> Portal =
    [
        new("start", Site.Meetings, "/", 200, "In welchen Raum möchten Sie?", "Which room would you like?"),
        new("start-refused", Site.Meetings, "/?room=a%2Fb%3Bc", 400, "In welchen Raum möchten Sie?", "Which room would you like?"),
        new("no-such-page", Site.Meetings, "/-/nirgends", 404, "Diese Seite gibt es nicht.", "There is no such page."),
        new("bad-room-name", Site.Meetings, "/a%5Cb", 400, "So kann kein Raum heißen.", "No room can have that name."),
        new("no-shard-free", Site.NoShard, "/plenum", 503, "Im Moment ist kein Platz für ein neues Treffen.", "There is no room for a new meeting just now."),
        new("shard-silent", Site.ShardSilent, "/plenum", 502, "Der Server dieses Treffens antwortet nicht.", "This meeting’s server does not answer."),
        new("help-ask", Site.Meetings, "/-/help", 200, "Brauchen Sie Hilfe?", "Do you need help?"),
        new("wrong-host", Site.OtherHost, "/plenum", 421, "Unter dieser Adresse gibt es hier nichts.", "Nothing is served here under this address."),
    ];

    public static readonly IReadOnlyList<PageCase> Check =
    [
        new("check-ie11", Site.Meetings, "/plenum", 200, "Internet Explorer kann keine Video-Treffen.", "Internet Explorer cannot do video meetings.", OldBrowsers.InternetExplorer11),
        new("check-chrome50", Site.Meetings, "/plenum", 200, "Dieser Browser ist zu alt für Video-Treffen.", "This browser is too old for video meetings.", OldBrowsers.Chrome50),
        new("check-firefox78", Site.Meetings, "/plenum", 200, "Sie können teilnehmen, aber Ihr Browser ist alt.", "You can join, but your browser is old.", OldBrowsers.Firefox78),
        new("check-safari12", Site.Meetings, "/plenum", 200, "Sie können teilnehmen, aber Ihr Browser ist alt.", "You can join, but your browser is old.", OldBrowsers.Safari12),
        new("check-facebook-ios", Site.Meetings, "/plenum", 200, "Sie können teilnehmen, aber besser nicht in dieser App.", "You can join, but better not inside this app.", OldBrowsers.FacebookOnIos),
        new("check-facebook-android", Site.Meetings, "/plenum", 200, "Sie können teilnehmen, aber besser nicht in dieser App.", "You can join, but better not inside this app.", OldBrowsers.FacebookOnAndroid),
    ];

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
