using System.Text;

namespace ConferenceGateway.SelfTest.Lint;

/// <summary>The text of one script as a browser would see it, or a reason why there is none.</summary>
internal sealed class ScriptSource
{
    /// <summary>Jitsi's own file with all its comments has about 85 KB.</summary>
    public const int LargestBytes = 2 * 1024 * 1024;

    private readonly List<int> _lineStarts = [0];

    private readonly int _firstLine;

    private ScriptSource(string name, string text, int firstLine = 1)
    {
        _firstLine = firstLine;
        Name = name;
        Text = text;
        for (var i = 0; i < text.Length; i++)
        {
            // As the language counts: a lone carriage return ends a line as well.
            if (text[i] is '\n' or '\u2028' or '\u2029' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                _lineStarts.Add(i + 1);
        }
    }

    /// <summary>The file's name, for messages.</summary>
    public string Name { get; }

    public string Text { get; }

    /// <summary>From 1, of a place in the text.</summary>
    public int LineOf(int index)
    {
        var found = _lineStarts.BinarySearch(index);
        return _firstLine + (found >= 0 ? found : ~found - 1);
    }

    /// <summary>From 1, of a place in the text.</summary>
    public int ColumnOf(int index) => index - _lineStarts[LineOf(index) - _firstLine] + 1;

    /// <summary>A script inside of another file, which begins in a line of that.</summary>
    public static ScriptSource Of(string name, string text, int firstLine = 1) => new(name, text, firstLine);

    /// <summary>Reads the bytes as served. Null with a sentence in <paramref name="fault"/> if they are no script.</summary>
    public static ScriptSource? Decode(string name, ReadOnlyMemory<byte> bytes, out string? fault)
    {
        fault = null;
        if (bytes.Length > LargestBytes)
            return Refuse($"{name} has {bytes.Length / 1024 / 1024.0:0.#} MB; more than 2 MB are not read.", out fault);
        var span = bytes.Span;
        // A mark of another encoding wins over everything else in a browser too.
        var encoding = span switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            _ => new UTF8Encoding(false, throwOnInvalidBytes: true),
        };
        string text;
        try
        {
            text = encoding.GetString(span);
        }
        catch (DecoderFallbackException)
        {
            return Refuse($"{name} is not text in UTF-8.", out fault);
        }

        text = text.TrimStart('\uFEFF');
        if (text.Contains('\0'))
            return Refuse($"{name} is not text: it holds bytes of value 0.", out fault);
        var start = text.AsSpan().TrimStart();
        if (start.IsEmpty)
            return Refuse($"{name} is empty.", out fault);
        return IsHtml(start) ? Refuse($"{name} is an HTML page, not a script.", out fault) : new ScriptSource(name, text);
    }

    /// <summary><c>&lt;!--</c> is not taken for HTML: the language knows it as a comment.</summary>
    private static bool IsHtml(ReadOnlySpan<char> start) =>
        start[0] == '<' && !start.StartsWith("<!--", StringComparison.Ordinal)
        || (start.StartsWith("<!--", StringComparison.Ordinal) && start.IndexOf("<html", StringComparison.OrdinalIgnoreCase) >= 0
            && start.IndexOf("config", StringComparison.Ordinal) < 0);

    private static ScriptSource? Refuse(string sentence, out string? fault)
    {
        fault = sentence;
        return null;
    }
}
