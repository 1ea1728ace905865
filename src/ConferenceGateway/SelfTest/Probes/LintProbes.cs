using ConferenceGateway.SelfTest.Lint;

namespace ConferenceGateway.SelfTest.Probes;

/// <summary>Fetches the files of each shard and has them read.</summary>
internal static class LintProbes
{
    public static Probe Of(ShardPlace place, ShardFetch files) => new(Probe.Groups.Lint, place.Subject, "its page and its config.js", async (findings, cancellation) =>
    {
        foreach (var finding in ShardLint.Read(await files.AllAsync(cancellation)))
            findings.Add(finding);
    });
}
