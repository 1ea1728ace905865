namespace ConferenceGateway.Core;

/// <summary>What others wrote, made fit for one line of a log or a terminal.</summary>
public static class OneLine
{
    /// <summary>Control characters, line breaks and marks that turn the direction of writing become dots; else the text as it is.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var span = text.AsSpan();
        return span.IndexOfAnyInRange('\u0000', '\u001f') < 0 && span.IndexOfAnyInRange('\u007f', '\u009f') < 0 && span.IndexOfAnyInRange('\u2028', '\u202e') < 0
            ? text
            : string.Concat(text.Select(c => char.IsControl(c) || c is >= '\u2028' and <= '\u202e' ? '·' : c));
    }
}
