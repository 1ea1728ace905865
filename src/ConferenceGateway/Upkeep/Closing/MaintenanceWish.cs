using System.Text.RegularExpressions;
using ConferenceGateway.Notices;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Upkeep.Closing;

/// <summary>A maintenance that is to be; read by <see cref="Read"/>.</summary>
/// <param name="Kind">What it means for members.</param>
/// <param name="From">When it begins.</param>
/// <param name="Until">When it ends by itself; null = when an admin ends it.</param>
/// <param name="Sentence">What members read; null = the usual sentence.</param>
public sealed partial record MaintenanceWish(MaintenanceKind Kind, DateTimeOffset From, DateTimeOffset? Until, string? Sentence)
{
    public const int MostCharacters = 200;
    public const int MostDays = 30;

    /// <summary>The words of the API and the command line: <c>no-new-rooms</c>, <c>closed</c>.</summary>
    public static string NameOf(MaintenanceKind kind) => kind == MaintenanceKind.Closed ? "closed" : "no-new-rooms";

    /// <summary>Reads what somebody wrote on the page or sent to the API; what is wrong comes in <paramref name="faults"/>, by field.</summary>
    /// <param name="kind">As <see cref="NameOf"/> has it.</param>
    /// <param name="from">When it begins; null or past = now.</param>
    /// <param name="until">When it ends; null = by hand.</param>
    /// <param name="sentence">What members read; blank = the usual sentence.</param>
    /// <param name="now">The moment of the deed.</param>
    /// <param name="faults">What is wrong.</param>
    public static MaintenanceWish? Read(
        string? kind, DateTimeOffset? from, DateTimeOffset? until, string? sentence, DateTimeOffset now, IDictionary<string, Text> faults)
    {
        if (kind != NameOf(MaintenanceKind.Closed) && kind != NameOf(MaintenanceKind.NoNewRooms))
            faults["kind"] = new("Die Art muss no-new-rooms oder closed sein.", "kind must be no-new-rooms or closed.");
        var begins = from is { } at && at > now ? at : now;
        if (until is null && kind == NameOf(MaintenanceKind.Closed))
            faults["until"] = new("Eine Schließung braucht ein Ende: Sie endet dann von selbst.", "A closing needs an end (until): it ends by itself then.");
        else if (until <= begins)
            faults["until"] = new("Das Ende muss nach dem Beginn und nach jetzt liegen.", "The end (until) must be later than the beginning and than now.");
        else if (until > now.AddDays(MostDays) || begins > now.AddDays(MostDays))
            faults["until"] = new($"Beginn und Ende müssen in den nächsten {MostDays} Tagen liegen.", $"Beginning and end must be within the next {MostDays} days.");
        var said = Blank().Replace(sentence ?? "", " ").Trim();
        if (said.Length > MostCharacters || said.Any(char.IsControl))
            faults["sentence"] = new($"Der Satz kann höchstens {MostCharacters} sichtbare Zeichen haben.", $"The sentence can have at most {MostCharacters} visible characters.");
        return faults.Count > 0 ? null : new(
            kind == NameOf(MaintenanceKind.Closed) ? MaintenanceKind.Closed : MaintenanceKind.NoNewRooms, begins, until, said.Length == 0 ? null : said);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
