using System.Collections.Immutable;

namespace ConferenceGateway.Browsers.Check;

/// <summary>
/// What the page's script says it found, as it is sent in a form field: <c>Secure.1-PeerConnection.0-…</c>, 1 = found,
/// 0 = missing, x = unknown. Anybody can make one up: it refines what this one visitor sees, and no more. Immutable.
/// </summary>
public sealed record ProbeReport
{
    /// <summary>The form's field.</summary>
    public const string Field = "probes";

    /// <summary>Longer ones are not read. Characters.</summary>
    public const int MostCharacters = 400;

    private readonly ImmutableDictionary<Probe, ProbeResult> _results;

    private ProbeReport(ImmutableDictionary<Probe, ProbeResult> results, bool hasTouch) => (_results, HasTouch) = (results, hasTouch);

    /// <summary>Whether the device has a touch screen: what poses as a Mac and has one is an iPad.</summary>
    public bool HasTouch { get; }

    /// <summary>What one probe found.</summary>
    public ProbeResult this[Probe probe] => _results.GetValueOrDefault(probe);

    /// <summary>Reads the field; null where it is missing, or where one part of it is not known: then nothing of it is believed.</summary>
    public static ProbeReport? Parse(string? field)
    {
        if (string.IsNullOrEmpty(field) || field.Length > MostCharacters)
            return null;

        var results = ImmutableDictionary.CreateBuilder<Probe, ProbeResult>();
        var hasTouch = false;
        foreach (var part in field.Split('-'))
        {
            if (part is "Touch.1" or "Touch.0")
                hasTouch = part[^1] == '1';
            else if (ReportPart.Read<Probe>(part) is not var (probe, mark) || ResultOf(mark) is not { } result || !results.TryAdd(probe, result))
                return null;
        }

        return new ProbeReport(results.ToImmutable(), hasTouch);
    }

    /// <summary>As the field holds it, for the forms of the page that answers.</summary>
    public string ToField() => string.Join('-', _results.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}.{MarkOf(pair.Value)}").Append(HasTouch ? "Touch.1" : "Touch.0"));

    private static char MarkOf(ProbeResult result) => result switch
    {
        ProbeResult.Found => '1',
        ProbeResult.Missing => '0',
        _ => 'x',
    };

    private static ProbeResult? ResultOf(char mark) => mark switch
    {
        '1' => ProbeResult.Found,
        '0' => ProbeResult.Missing,
        'x' => ProbeResult.Unknown,
        _ => null,
    };
}
