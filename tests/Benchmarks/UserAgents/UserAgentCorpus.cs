using ConferenceGateway.UserAgents.Rules;

namespace ConferenceGateway.Benchmarks.UserAgents;

/// <summary>The texts: real ones, which the tests have too, and such as somebody sends who wants it to take long.</summary>
internal static class UserAgentCorpus
{
    /// <summary>How many real ones are measured.</summary>
    public const int Count = 160;

    private const int Longest = 512;

    /// <summary>Real User-Agents.</summary>
    public static IReadOnlyList<string> Real { get; } = [.. ReadReal().Take(Count)];

    /// <summary>Texts of 512 characters: repetitions of what patterns look for, and random strings of it.</summary>
    public static IReadOnlyList<string> Hostile { get; } = [.. MakeHostile()];

    private static IEnumerable<string> ReadReal()
    {
        using var stream = typeof(UserAgentCorpus).Assembly.GetManifestResourceStream("browsers.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                yield return line[(line.LastIndexOf('\t') + 1)..];
        }
    }

    private static IEnumerable<string> MakeHostile()
    {
        var words = UserAgentRules.Shipped.Words;
        string[] pieces = ["a", "(", " ", "1.", "a ", "bot ", "spider", "a-", "[FB;", "Mozilla Mobile ", "Android;Build/", "a/1.1.1 CFNetwork", "Version/1.1 Safari ", "MSIE 1.1;", "Windows ", "iPhone OS 1_1 ", "X", "A1 "];
        foreach (var piece in pieces.Concat(words))
            yield return Repeat(piece);
        // Always the same ones.
        var random = new Random(20);
        for (var flood = 0; flood < 500; flood++)
            yield return Fill(() => words[random.Next(words.Length)] + (flood % 2 == 0 ? "" : "/1.1 "));
        foreach (var real in Real)
            yield return Fill(() => real + " ");
    }

    private static string Repeat(string piece) => Fill(() => piece);

    private static string Fill(Func<string> next)
    {
        var text = "";
        while (text.Length < Longest)
            text += next();
        return text[..Longest];
    }
}
