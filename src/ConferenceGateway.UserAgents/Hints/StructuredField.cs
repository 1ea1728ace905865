using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ConferenceGateway.UserAgents.Hints;

/// <summary>The kinds of values that client hints use.</summary>
internal enum FieldKind
{
    /// <summary>A text in quotation marks.</summary>
    Text,

    /// <summary>A word without them.</summary>
    Token,

    /// <summary>A number; its text is as it was written.</summary>
    Number,

    /// <summary>Yes (<c>1</c>) or no (<c>0</c>).</summary>
    Flag,
}

/// <summary>One value of a structured field.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its content, without quotation marks and escapes.</param>
internal readonly record struct FieldValue(FieldKind Kind, string Text);

/// <summary>A value with its parameters; of two with one name the last counts.</summary>
internal sealed record FieldItem(FieldValue Value, IReadOnlyDictionary<string, FieldValue> Parameters);

/// <summary>
/// Reads structured fields (RFC 8941) as far as client hints have them: items, and lists of items. Strict, as the RFC asks:
/// one mistake, and nothing of the field counts. Inner lists and byte sequences, which no hint has, are mistakes here.
/// </summary>
internal ref struct StructuredField
{
    private readonly ReadOnlySpan<char> _text;
    private int _at;

    private StructuredField(ReadOnlySpan<char> text) => _text = text;

    /// <summary>Reads a list; an empty field is an empty list.</summary>
    public static bool TryReadList(ReadOnlySpan<char> text, out List<FieldItem> items)
    {
        items = [];
        var field = new StructuredField(text.Trim(' '));
        if (field._text.IsEmpty)
            return true;
        while (true)
        {
            if (!field.TryReadItem(out var item))
                return false;
            items.Add(item);
            field.SkipSpace();
            if (field.IsAtEnd)
                return true;
            if (!field.TryTake(','))
                return false;
            field.SkipSpace();
            // A comma at the end is a mistake.
            if (field.IsAtEnd)
                return false;
        }
    }

    /// <summary>Reads a single item.</summary>
    public static bool TryReadItem(ReadOnlySpan<char> text, [NotNullWhen(true)] out FieldItem? item)
    {
        var field = new StructuredField(text.Trim(' '));
        return field.TryReadItem(out item) && field.IsAtEnd;
    }

    private readonly bool IsAtEnd => _at >= _text.Length;

    private readonly char Current => _at < _text.Length ? _text[_at] : '\0';

    private bool TryReadItem([NotNullWhen(true)] out FieldItem? item)
    {
        item = null;
        if (!TryReadValue(out var value))
            return false;
        var parameters = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        while (TryTake(';'))
        {
            while (TryTake(' '))
            {
            }

            if (!TryReadKey(out var key))
                return false;
            var parameter = new FieldValue(FieldKind.Flag, "1");
            if (TryTake('=') && !TryReadValue(out parameter))
                return false;
            parameters[key] = parameter;
        }

        item = new FieldItem(value, parameters);
        return true;
    }

    private bool TryReadValue(out FieldValue value)
    {
        value = default;
        switch (Current)
        {
            case '"':
                return TryReadText(out value);
            case '?':
                _at++;
                if (Current is not ('0' or '1'))
                    return false;
                value = new FieldValue(FieldKind.Flag, Current.ToString());
                _at++;
                return true;
            case '-' or (>= '0' and <= '9'):
                return TryReadNumber(out value);
            case '*' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'):
                var start = _at;
                while (!IsAtEnd && (char.IsAsciiLetterOrDigit(Current) || "!#$%&'*+-.^_`|~:/".Contains(Current)))
                    _at++;
                value = new FieldValue(FieldKind.Token, _text[start.._at].ToString());
                return true;
            default:
                return false;
        }
    }

    private bool TryReadText(out FieldValue value)
    {
        value = default;
        var content = new StringBuilder();
        for (_at++; !IsAtEnd; _at++)
        {
            var character = Current;
            if (character == '"')
            {
                _at++;
                value = new FieldValue(FieldKind.Text, content.ToString());
                return true;
            }

            if (character == '\\')
            {
                _at++;
                character = Current;
                if (character is not ('"' or '\\'))
                    return false;
            }
            else if (character is < ' ' or > '~')
            {
                return false;
            }

            content.Append(character);
        }

        return false;
    }

    // At most 15 digits; with a point at most 12 before it and 1 to 3 behind it.
    private bool TryReadNumber(out FieldValue value)
    {
        var start = _at;
        TryTake('-');
        var whole = ReadDigits();
        var fraction = -1;
        if (Current == '.')
        {
            _at++;
            fraction = ReadDigits();
        }

        value = new FieldValue(FieldKind.Number, _text[start.._at].ToString());
        return fraction < 0 ? whole is >= 1 and <= 15 : whole is >= 1 and <= 12 && fraction is >= 1 and <= 3;
    }

    private int ReadDigits()
    {
        var start = _at;
        while (char.IsAsciiDigit(Current))
            _at++;
        return _at - start;
    }

    private bool TryReadKey(out string key)
    {
        var start = _at;
        if (Current is '*' or (>= 'a' and <= 'z'))
        {
            while (Current is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '-' or '.' or '*')
                _at++;
        }

        key = _text[start.._at].ToString();
        return key.Length > 0;
    }

    private void SkipSpace()
    {
        while (Current is ' ' or '\t')
            _at++;
    }

    private bool TryTake(char character)
    {
        if (Current != character || IsAtEnd)
            return false;
        _at++;
        return true;
    }
}
