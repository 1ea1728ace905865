using System.Collections.Immutable;
using System.Globalization;

namespace ConferenceGateway.UserAgents.Rules;

/// <summary>
/// Reads the part of the language of regular expressions that uap-core keeps to: no looking around, no references, no
/// options inside. What is beyond that is no fault; such a rule only has no fixed words and is tried on every text.
/// </summary>
internal ref struct PatternParser
{
    /// <summary>A class of more characters counts as any character.</summary>
    private const int MostOfAClass = 4;

    // The parser calls itself once a group; a file with deeper ones is tried without its fixed words.
    private const int MostDepth = 50;

    private readonly ReadOnlySpan<char> _text;
    private int _at;
    private int _groups;
    private int _depth;
    private bool _isBeyond;

    private PatternParser(ReadOnlySpan<char> text) => _text = text;

    /// <summary>The tree of a pattern; null = it holds something that this parser does not know.</summary>
    public static PatternNode? Parse(string pattern)
    {
        var parser = new PatternParser(pattern);
        var node = parser.ReadChoice();
        return parser._isBeyond || parser._at < pattern.Length ? null : node;
    }

    private bool IsAtEnd => _isBeyond || _at >= _text.Length;

    private PatternNode ReadChoice()
    {
        var branches = ImmutableArray.CreateBuilder<PatternNode>();
        branches.Add(ReadSequence());
        while (!IsAtEnd && _text[_at] == '|')
        {
            _at++;
            branches.Add(ReadSequence());
        }

        return branches.Count == 1 ? branches[0] : new PatternNode.Choice(branches.DrainToImmutable());
    }

    private PatternNode ReadSequence()
    {
        var parts = ImmutableArray.CreateBuilder<PatternNode>();
        while (!IsAtEnd && _text[_at] is not ('|' or ')'))
            parts.Add(ReadRepeat(ReadOne()));
        return parts.Count switch
        {
            0 => PatternNode.Nothing.Instance,
            1 => parts[0],
            _ => new PatternNode.Sequence(parts.DrainToImmutable()),
        };
    }

    private PatternNode ReadOne()
    {
        var character = _text[_at++];
        return character switch
        {
            '(' => ReadGroup(),
            '[' => ReadClass(),
            '\\' => ReadEscape(),
            '.' => new PatternNode.Character(OneOf: null),
            '^' or '$' => PatternNode.Nothing.Instance,
            '*' or '+' or '?' => Beyond(),
            _ => new PatternNode.Character(character.ToString()),
        };
    }

    private PatternNode ReadRepeat(PatternNode of)
    {
        if (IsAtEnd)
            return of;
        int least, most;
        switch (_text[_at])
        {
            case '*':
                (least, most) = (0, int.MaxValue);
                _at++;
                break;
            case '+':
                (least, most) = (1, int.MaxValue);
                _at++;
                break;
            case '?':
                (least, most) = (0, 1);
                _at++;
                break;
            case '{':
                if (!TryReadBounds(out least, out most))
                    return of;
                break;
            default:
                return of;
        }

        // Lazy or not makes no difference to which words must be there.
        if (!IsAtEnd && _text[_at] == '?')
            _at++;
        return new PatternNode.Repeat(of, least, most);
    }

    private bool TryReadBounds(out int least, out int most)
    {
        least = most = 0;
        var end = _text[_at..].IndexOf('}');
        var inside = end < 0 ? default : _text.Slice(_at + 1, end - 1);
        var comma = inside.IndexOf(',');
        var lower = comma < 0 ? inside : inside[..comma];
        if (!int.TryParse(lower, NumberStyles.None, CultureInfo.InvariantCulture, out least))
            return false;
        var upper = comma < 0 ? lower : inside[(comma + 1)..];
        if (upper.IsEmpty)
            most = int.MaxValue;
        else if (!int.TryParse(upper, NumberStyles.None, CultureInfo.InvariantCulture, out most))
            return false;
        _at += end + 1;
        return true;
    }

    private PatternNode ReadGroup()
    {
        var number = 0;
        if (!IsAtEnd && _text[_at] == '?')
        {
            if (_at + 1 >= _text.Length || _text[_at + 1] != ':')
                return Beyond();
            _at += 2;
        }
        else
        {
            number = ++_groups;
        }

        if (++_depth > MostDepth)
            return Beyond();
        var inside = ReadChoice();
        _depth--;
        if (IsAtEnd || _text[_at] != ')')
            return Beyond();
        _at++;
        return number == 0 ? inside : new PatternNode.Group(number, inside);
    }

    private PatternNode ReadEscape()
    {
        if (IsAtEnd)
            return Beyond();
        var character = _text[_at++];
        return character switch
        {
            'd' or 'D' or 'w' or 'W' or 's' or 'S' => new PatternNode.Character(OneOf: null),
            'b' or 'B' => PatternNode.Nothing.Instance,
            _ when char.IsAsciiLetterOrDigit(character) => Beyond(),
            _ => new PatternNode.Character(character.ToString()),
        };
    }

    private PatternNode ReadClass()
    {
        var isAny = false;
        if (!IsAtEnd && _text[_at] == '^')
        {
            isAny = true;
            _at++;
        }

        var set = "";
        for (var isFirst = true; !IsAtEnd && (isFirst || _text[_at] != ']'); isFirst = false)
        {
            if (!TryReadOfClass(out var from))
            {
                isAny = true;
                continue;
            }

            // A minus before the end is itself.
            if (_at + 1 < _text.Length && _text[_at] == '-' && _text[_at + 1] != ']')
            {
                _at++;
                // [a-z-[aeiou]] takes away; nothing here does.
                if (_text[_at] == '[' || !TryReadOfClass(out _))
                    return Beyond();
                isAny = true;
            }
            else if (!set.Contains(from))
            {
                set += from;
            }
        }

        if (IsAtEnd)
            return Beyond();
        _at++;
        return new PatternNode.Character(isAny || set.Length > MostOfAClass ? null : set);
    }

    // False for a shorthand such as \d.
    private bool TryReadOfClass(out char character)
    {
        character = _text[_at++];
        if (character != '\\')
            return true;
        if (IsAtEnd)
        {
            Beyond();
            return false;
        }

        character = _text[_at++];
        if (!char.IsAsciiLetterOrDigit(character))
            return true;
        if (character is not ('d' or 'D' or 'w' or 'W' or 's' or 'S'))
            Beyond();
        return false;
    }

    private PatternNode.Nothing Beyond()
    {
        _isBeyond = true;
        return PatternNode.Nothing.Instance;
    }
}
