using ConferenceGateway.Core;
using ConferenceGateway.UserAgents;

namespace ConferenceGateway.Browsers.Reading;

/// <summary>
/// Reads the browser of a request, and remembers what it has read by the exact text of User-Agent and hints. A known text
/// costs no memory. A text is known from its second coming on: invented ones come once, and push out only each other.
/// </summary>
internal sealed class BrowserReading(BrowserReader reader)
{
    /// <summary>An association has some hundreds; both caches have at most 8 MiB if every text is as long as can be.</summary>
    private const int MostTexts = 1_000;

    // A hint that is longer is cut here, and then no structured field any more.
    private const int MostOfAHint = 256;
    private const int MostOfAKey = BrowserReader.MostCharacters + (6 * (MostOfAHint + 1));

    // Stands between the parts and in none of them: the server refuses it in headers.
    private const string Bar = "\n";

    private readonly BoundedCache<Browser> _known = new(MostTexts);
    private readonly BoundedCache<Browser> _seenOnce = new(MostTexts);

    /// <summary>The browser, as far as its headers tell.</summary>
    public Browser Read(HttpRequest request)
    {
        var headers = request.Headers;
        var userAgent = headers.UserAgent.ToString();
        var hints = new ClientHints
        {
            Brands = Hint(headers, "Sec-CH-UA"),
            FullVersions = Hint(headers, "Sec-CH-UA-Full-Version-List"),
            Platform = Hint(headers, "Sec-CH-UA-Platform"),
            PlatformVersion = Hint(headers, "Sec-CH-UA-Platform-Version"),
            Mobile = Hint(headers, "Sec-CH-UA-Mobile"),
            FormFactors = Hint(headers, "Sec-CH-UA-Form-Factors"),
        };
        return Read(userAgent, hints);
    }

    /// <summary>The browser that these texts tell of.</summary>
    public Browser Read(string userAgent, in ClientHints hints)
    {
        Span<char> buffer = stackalloc char[MostOfAKey];
        var key = new SpanWriter(buffer);
        key.Add(userAgent, BrowserReader.MostCharacters);
        foreach (var hint in (ReadOnlySpan<string?>)[hints.Brands, hints.FullVersions, hints.Platform, hints.PlatformVersion, hints.Mobile, hints.FormFactors])
        {
            key.Add(Bar, 1);
            key.Add(hint, MostOfAHint);
        }

        if (_known.TryGet(key.Written, out var known))
            return known;
        if (_seenOnce.TryGet(key.Written, out var seen))
        {
            _known.Add(key.Written.ToString(), seen);
            return seen;
        }

        var browser = reader.Read(userAgent, new ClientHints
        {
            Brands = Cut(hints.Brands),
            FullVersions = Cut(hints.FullVersions),
            Platform = Cut(hints.Platform),
            PlatformVersion = Cut(hints.PlatformVersion),
            Mobile = Cut(hints.Mobile),
            FormFactors = Cut(hints.FormFactors),
        });
        _seenOnce.Add(key.Written.ToString(), browser);
        return browser;
    }

    private static string? Hint(IHeaderDictionary headers, string name) => headers.TryGetValue(name, out var values) ? values.ToString() : null;

    private static string? Cut(string? hint) => hint is { Length: > MostOfAHint } ? hint[..MostOfAHint] : hint;

    private ref struct SpanWriter(Span<char> buffer)
    {
        private readonly Span<char> _buffer = buffer;
        private int _length;

        public readonly ReadOnlySpan<char> Written => _buffer[.._length];

        public void Add(string? text, int most)
        {
            var part = text.AsSpan(0, Math.Min(text?.Length ?? 0, most));
            part.CopyTo(_buffer[_length..]);
            _length += part.Length;
        }
    }
}
