using ConferenceGateway.SelfTest.Asking;

namespace ConferenceGateway.SelfTest.Probes;

/// <summary>Which of several resources a server has.</summary>
internal static class Endpoints
{
    /// <summary><c>on: /stats, /metrics; off: /about/health</c></summary>
    public static string Text(IReadOnlyList<string> names, IReadOnlyList<Answer> answers)
    {
        var on = Names(answer => answer.IsOk);
        var off = Names(answer => answer.IsMissing);
        var odd = string.Join(", ", names.Zip(answers)
            .Where(pair => pair.Second is Answer.Heard { IsOk: false, IsMissing: false })
            .Select(pair => $"{pair.First} {((Answer.Heard)pair.Second).StatusText}"));
        return string.Join("; ", new[] { ("on", on), ("off", off), ("answered otherwise", odd) }.Where(part => part.Item2.Length > 0).Select(part => $"{part.Item1}: {part.Item2}"));

        string Names(Func<Answer.Heard, bool> match) =>
            string.Join(", ", names.Zip(answers).Where(pair => pair.Second is Answer.Heard heard && match(heard)).Select(pair => pair.First));
    }
}
