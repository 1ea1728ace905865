using System.Globalization;
using System.Text;

namespace ConferenceGateway.Tests.Core;

/// <summary>Invents spellings of room names, good and bad, always the same ones from the same seed.</summary>
internal sealed class RoomNameSamples(int seed, IReadOnlyList<Rune> alphabet)
{
    /// <summary>Where case, composition or compatibility do something unusual.</summary>
    private static readonly string[] Curious =
    [
        "İ", "ı", "I", "i\u0307", "Σ", "σ", "ς", "ΑΣ", "Σ\u0301", "J\u030c", "ǰ", "ǅ", "ﬁ", "ß", "ẞ", "ſ", "K", "Å", "Ω",
        "ŉ", "ﷺ", "™", "㎏", "①", "Ⅷ", "Ⓐ", "ｆｒａｋｔｉｏｎ", "가", "\u1112\u1161\u11ab", "e\u0301", "o\u0323\u0302", "\u0344", "\u0345",
        "\u1f82", "\u0958", "\u0e33", "👨\u200d👩\u200d👧", "🇩🇪", "❤\ufe0f", "\u200d", "\u00ad", "\u202e", "\ufeff", "\u2028", "\u00a0", "\u3000", "ʰ",
        "ª", "ͅ", "𝔉", "🅐", "\u0300\u0316", "\u0316\u0300", "Ꭰ", "ꭰ", "𐐀", "ϴ", "µ", "Ǆ", "ﬆ", "…", "℀", "％41", "／", "＼", "；", "＊", "\u037e",
    ];

    private static readonly string[] Letters = ["a", "%", "é", "€", "字", "😀"];
    private static readonly char[] Marks = [.. "()!'*@#?&=+,:$<>[]\"-_~ "];

    private static readonly string[] Forbidden =
    [
        "/", "\\", ";", "..", ".", "\0", "\n", "\u007f", "\u0085", "\ud800", "\udc00", "\uffff", "\ufdd0", "\U0001fffe", "%", "%4", "%41",
        "%00", "%2F", "%2f", "%5C", "%3B", "%ED%A0%80", "%C0%AF", "%FF", "%E2%82", "%F4%90%80%80", "%zz", "+", " ", "  ",
    ];

    private static readonly string[] Names =
    [
        "metrics", "room", "Config.JS", "libs", "close2.html", "__jicofo-health-check-1", "-", "*", "static", "Fraktion", "v1",
    ];

    private readonly Random _random = new(seed);

    /// <summary>A text as a person thinks of it, before any encoding.</summary>
    public string Text()
    {
        if (Chance(2))
            return Pick(Names);
        if (Chance(2))
            return string.Concat(Enumerable.Repeat(Pick(Letters), _random.Next(1, 260)));
        var text = new StringBuilder();
        var block = _random.Next(alphabet.Count);
        var pieces = Chance(3) ? _random.Next(60, 260) : _random.Next(1, 12);
        var isWild = Chance(15);
        for (var i = 0; i < pieces; i++)
        {
            switch (_random.Next(10))
            {
                case 0:
                    text.Append(Pick(Curious));
                    break;
                case 1:
                    text.Append(alphabet[_random.Next(alphabet.Count)]);
                    break;
                case 2:
                    text.Append(Pick(Marks));
                    break;
                case 3 when isWild:
                    text.Append(Pick(Forbidden));
                    break;
                case < 6:
                    // Neighbours in the table are mostly of one script: words, not confetti.
                    text.Append(alphabet[(block + _random.Next(40)) % alphabet.Count]);
                    break;
                default:
                    text.Append((char)(_random.Next(3) == 0 ? 'A' + _random.Next(26) : 'a' + _random.Next(26)));
                    break;
            }
        }

        return text.ToString();
    }

    /// <summary>The same text as it may come in a path or a query.</summary>
    public string Spell(string text)
    {
        var spelled = _random.Next(6) switch
        {
            0 => text,
            1 => Encode(text, onlySome: true),
            2 => Encode(Encode(text, onlySome: false), onlySome: false),
            _ => Encode(text, onlySome: false),
        };
        if (Chance(2))
            spelled = spelled[..^_random.Next(0, Math.Min(4, spelled.Length))];
        if (Chance(3))
            spelled = spelled.Insert(_random.Next(spelled.Length + 1), Pick(Forbidden));
        if (_random.Next(2_000) == 0)
            spelled = string.Concat(Enumerable.Repeat(spelled, 4_200 / Math.Max(1, spelled.Length)));
        return spelled;
    }

    /// <summary>A key as a client sends it in <c>?room=</c>, of today or of old, sometimes damaged.</summary>
    public string Query(string key)
    {
        var query = _random.Next(3) switch
        {
            0 => Encode(Encode(key, onlySome: false).ToLowerInvariant(), onlySome: false),
            1 => Encode(key, onlySome: false).Replace("%20", "+", StringComparison.Ordinal),
            _ => Encode(key, onlySome: true).Replace("+", "%2B", StringComparison.Ordinal),
        };
        return Chance(4) ? query.Insert(_random.Next(query.Length + 1), Pick(Forbidden)) : query;
    }

    public bool Chance(int percent) => _random.Next(100) < percent;

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    private string Encode(string text, bool onlySome)
    {
        var upper = Chance(60);
        var encoded = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsAsciiLetterOrDigit(text[at]) && !(onlySome && Chance(10))
                || (onlySome && Chance(50))
                || !Rune.TryGetRuneAt(text, at, out var rune))
            {
                encoded.Append(text[at]);
                continue;
            }

            foreach (var b in Encoding.UTF8.GetBytes(rune.ToString()))
                encoded.Append('%').Append(b.ToString(upper ? "X2" : "x2", CultureInfo.InvariantCulture));
            at += rune.Utf16SequenceLength - 1;
        }

        return encoded.ToString();
    }
}
