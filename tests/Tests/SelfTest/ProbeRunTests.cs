using AwesomeAssertions;
using ConferenceGateway.SelfTest;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.SelfTest;

public sealed class ProbeRunTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task What_does_not_end_is_given_up_after_its_own_limit_and_keeps_what_it_had_found()
    {
        using var started = new SemaphoreSlim(0);
        var probe = new Probe("web", "shard a", "its web server", async (findings, _) =>
        {
            findings.Good("web.page", "Something.");
            started.Release();
            // Heeds nobody.
            await new TaskCompletionSource().Task;
        }) { Limit = TimeSpan.FromSeconds(5) };

        var run = ProbeRun.AllAsync([probe], TimeSpan.FromSeconds(27), _time, TestContext.Current.CancellationToken);
        await started.WaitAsync(TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(5));

        (await run).Select(finding => (finding.Code, finding.What)).Should().Equal(
            ("web.page", "Something."), (Codes.Unfinished, "its web server: not finished within 5 s."));
    }

    [Fact]
    public async Task The_limit_of_all_holds_for_each()
    {
        using var started = new SemaphoreSlim(0);
        var probe = new Probe("web", "shard a", "its web server", async (_, cancellation) =>
        {
            started.Release();
            await Task.Delay(Timeout.Infinite, cancellation);
        }) { Limit = TimeSpan.FromHours(1) };

        var run = ProbeRun.AllAsync([probe], TimeSpan.FromSeconds(27), _time, TestContext.Current.CancellationToken);
        await started.WaitAsync(TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(27));

        (await run).Should().ContainSingle().Which.What.Should().Be("its web server: not finished within 27 s.");
    }

    [Fact]
    public async Task What_throws_is_a_finding_and_touches_no_other()
    {
        var bad = new Probe("web", "shard a", "its web server", (_, _) => throw new InvalidDataException("odd\nvery odd"));
        var good = new Probe("web", "shard b", "its web server", (findings, _) =>
        {
            findings.Good("web.page", "Fine.");
            return Task.CompletedTask;
        });

        var findings = await ProbeRun.AllAsync([bad, good], TimeSpan.FromSeconds(27), _time, TestContext.Current.CancellationToken);

        findings.Select(finding => finding.What).Should().Equal("its web server: could not be looked at: odd", "Fine.");
    }
}
