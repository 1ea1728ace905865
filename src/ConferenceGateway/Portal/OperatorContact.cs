using System.Buffers;

namespace ConferenceGateway.Portal;

/// <summary>Whom to ask for help: where a link leads, and what it says.</summary>
public sealed record OperatorContact(string Link, string Label)
{
    private static readonly SearchValues<char> NotInMail = SearchValues.Create("<>\"'(),:;\\/?&%[]");

    /// <summary>Reads the setting; null = it is none of the kinds that are allowed.</summary>
    public static OperatorContact? Parse(string value)
    {
        var text = value.Trim();
        if (text.Length is 0 or > 300 || text.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter)))
            return null;
        if (IsMailAddress(text))
            return new("mailto:" + text, text);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
            return null;

        return uri.Scheme switch
        {
            "mailto" when Bare(text) is var address && IsMailAddress(address) => new(text, address),
            "tel" when Bare(text) is { Length: > 2 } number && number.All(letter => char.IsAsciiDigit(letter) || letter is '+' or '-' or '.' or '(' or ')') => new(text, number),
            "https" when uri.Host.Length > 0 && uri.UserInfo.Length == 0 => new(text, uri.Host + uri.AbsolutePath.TrimEnd('/')),
            _ => null,
        };
    }

    private static string Bare(string text)
    {
        var bare = text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var query = bare.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? bare : bare[..query];
    }

    private static bool IsMailAddress(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < text.Length - 3 && text.LastIndexOf('@') == at
            && text.AsSpan().IndexOfAny(NotInMail) < 0 && text.IndexOf('.', at) > at + 1 && !text.EndsWith('.');
    }
}
