namespace ConferenceGateway.Portal;

/// <summary>Who runs this gateway: the section <c>Operator</c>. Stands on every page and in every sentence that sends people for help.</summary>
public sealed class OperatorOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Operator";

    /// <summary>The colour that the sheet and the icon are written in.</summary>
    public const string ShippedAccent = "#1d8a4b";

    /// <summary>The name that visitors know; 1 to 80 characters.</summary>
    public string Name { get; set; } = "Conference Gateway";

    /// <summary>An SVG or PNG file of at most 256 KiB, absolute or relative to the configuration file; null = the mark of a door.</summary>
    public string? Logo { get; set; }

    /// <summary>Whom to ask: a mail address, or a <c>mailto:</c>, <c>tel:</c> or <c>https:</c> address; null = the name alone.</summary>
    public string? Contact { get; set; }

    /// <summary>The page that says who is responsible; an <c>http(s)</c> address, or null.</summary>
    public string? Imprint { get; set; }

    /// <summary>The page on data protection; an <c>http(s)</c> address, or null.</summary>
    public string? Privacy { get; set; }

    /// <summary>The one colour of the pages, as <c>#rrggbb</c>. Text stays legible with every value.</summary>
    public string Accent { get; set; } = ShippedAccent;
}
