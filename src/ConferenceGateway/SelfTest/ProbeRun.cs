using System.Globalization;

namespace ConferenceGateway.SelfTest;

/// <summary>Runs probes side by side, each within its own limit and all within one.</summary>
internal static class ProbeRun
{
    /// <summary>Every finding, in the order of the probes. Returns when the last has finished or was given up; never throws but for <paramref name="cancellation"/>.</summary>
    public static async Task<IReadOnlyList<Finding>> AllAsync(
        IEnumerable<Probe> probes, TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        var found = await Task.WhenAll(probes.Select(probe => OneAsync(probe, probe.Limit < limit ? probe.Limit : limit, time, cancellation)));
        return [.. found.SelectMany(findings => findings)];
    }

    private static async Task<IReadOnlyList<Finding>> OneAsync(Probe probe, TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        var findings = new SubjectFindings(probe.Subject);
        using var clock = new CancellationTokenSource(limit, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellation);
        // On a thread of the pool: a probe that computes or blocks must not hold up the start of the next.
        var looking = Task.Run(() => probe.Look(findings, end.Token), CancellationToken.None);
        try
        {
            await looking.WaitAsync(end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            cancellation.ThrowIfCancellationRequested();
            // What it throws later interests nobody.
            _ = looking.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            findings.Error(Codes.Unfinished,
                string.Create(CultureInfo.InvariantCulture, $"{probe.What}: not finished within {limit.TotalSeconds:0.#} s."),
                "Whatever takes this long does not work for members either, or something on the way swallows packets.",
                "Look at the other findings about it, then at firewalls between this machine and it.");
        }
        catch (Exception e)
        {
            findings.Error(Codes.Failed,
                $"{probe.What}: could not be looked at: {e.GetBaseException().Message.Split('\n')[0].Trim()}",
                "This is a case that the check does not know.",
                "Report it with this line; the rest of the check is not touched by it.");
        }

        return findings.Close();
    }
}
