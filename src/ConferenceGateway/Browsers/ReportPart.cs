namespace ConferenceGateway.Browsers;

/// <summary>One part of what a page's script reports in a form field: <c>Camera.1</c>, a name and a mark of one character.</summary>
internal static class ReportPart
{
    /// <summary>Reads one; null where it is none, or its name is not of that list.</summary>
    public static (TName Name, char Mark)? Read<TName>(string part)
        where TName : struct, Enum
    {
        // A name begins with a capital and is one: TryParse would take numbers and lists too.
        if (part.Length < 3 || part[^2] != '.' || !char.IsAsciiLetterUpper(part[0]) || part.Contains(',', StringComparison.Ordinal) ||
            !Enum.TryParse<TName>(part.AsSpan(0, part.Length - 2), out var name))
            return null;
        return (name, part[^1]);
    }
}
