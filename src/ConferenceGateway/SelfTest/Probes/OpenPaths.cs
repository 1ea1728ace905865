using ConferenceGateway.SelfTest.Asking;

namespace ConferenceGateway.SelfTest.Probes;

/// <summary>
/// What is meant for the inside and must not be shown to everybody. A web server of Jitsi's answers every unknown path
/// with the page of a room, so what comes back has to look like the real thing.
/// </summary>
internal static class OpenPaths
{
    private static readonly (string Path, Func<Answer.Heard, bool> IsReal)[] Paths =
    [
        ("/room-census", heard => JsonFacts.Of(heard.Body)?.Has("room_census") == true),
        ("/sessions", heard => heard.Text.Trim() is { Length: > 0 and < 10 } text && text.All(char.IsAsciiDigit)),
        ("/metrics", heard => heard.Text.StartsWith("# ", StringComparison.Ordinal)),
        ("/stats", IsJson),
        ("/debug", IsJson),
        ("/pin", heard => heard.Text.TrimStart().StartsWith('[')),
        ("/about/version", heard => JsonFacts.Of(heard.Body)?.Has("version") == true),
        ("/colibri/stats", IsJson),
        ("/colibri/drain", heard => JsonFacts.Of(heard.Body)?.Has("drain") == true),
    ];

    /// <summary>Those that a server shows.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(Uri server, string? host, Asker asker, CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(Paths.Select(path => asker.GetAsync(new Uri(server, path.Path), host, cancellation, accept: "text/plain, application/json;q=0.9")));
        return [.. Paths.Zip(answers).Where(pair => pair.Second is Answer.Heard { IsOk: true } heard && pair.First.IsReal(heard)).Select(pair => pair.First.Path)];
    }

    private static bool IsJson(Answer.Heard heard) => JsonFacts.Of(heard.Body) is not null;
}
