namespace ConferenceGateway.UserAgents.Reading;

/// <summary>Apps that open links in a window of their own, and the words by which that window tells them.</summary>
internal static class Apps
{
    private static readonly (string Token, string Name)[] Table =
    [
        ("FBAN/Messenger", "Messenger"), ("FB_IAB/MESSENGER", "Messenger"), ("FB_IAB/Orca", "Messenger"), ("MessengerForiOS", "Messenger"), ("Instagram", "Instagram"),
        ("Barcelona", "Threads"), ("FBAN/", "Facebook"), ("FBAV/", "Facebook"), ("FB_IAB/", "Facebook"), ("FBIOS", "Facebook"),
        ("Twitter", "X"), ("TwitterAndroid", "X"), ("Line/", "LINE"), ("MicroMessenger/", "WeChat"), ("musical_ly", "TikTok"), ("BytedanceWebview", "TikTok"), ("trill_", "TikTok"),
        ("Snapchat", "Snapchat"), ("LinkedInApp", "LinkedIn"), ("GSA/", "Google-App"), ("WAiOS", "WhatsApp"), ("WA4A", "WhatsApp"), ("Reddit/", "Reddit"),
        ("Telegram-Android/", "Telegram"), ("Pinterest/", "Pinterest"), ("Pinterest for", "Pinterest"), ("KAKAOTALK", "KakaoTalk"), ("NAVER(", "NAVER"),
        ("Flipboard", "Flipboard"), ("Teams/", "Teams"), ("TeamsMobile", "Teams"), ("Viber", "Viber"), ("DiscordMobile", "Discord"),
    ];

    /// <summary>The names of all of them.</summary>
    public static IEnumerable<string> Names => Table.Select(row => row.Name);

    /// <summary>The app whose window this is; null = none that says so.</summary>
    public static string? Find(ReadOnlySpan<char> text) => BrandNames.Find(text, Table).Name;
}
