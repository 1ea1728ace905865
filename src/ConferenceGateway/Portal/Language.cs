namespace ConferenceGateway.Portal;

/// <summary>The languages that our pages speak.</summary>
public enum Language
{
    /// <summary>German, the default.</summary>
    German,

    /// <summary>English.</summary>
    English,
}

/// <summary>One sentence in every language. Plain text: it is encoded where it is written.</summary>
public sealed record Text(string German, string English)
{
    /// <summary>A text that is the same everywhere: a name, an address.</summary>
    public static Text Same(string text) => new(text, text);

    /// <summary>The sentence in that language.</summary>
    public string In(Language language) => language == Language.English ? English : German;
}
