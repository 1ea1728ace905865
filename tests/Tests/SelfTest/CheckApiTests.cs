using System.Net.Sockets;
using AwesomeAssertions;
using ConferenceGateway.Portal;
using ConferenceGateway.SelfTest.Page;
using ConferenceGateway.Tests.Identity.Api;
using Xunit;

namespace ConferenceGateway.Tests.SelfTest;

/// <summary>The self-test as a script lets it run and reads it.</summary>
public sealed class CheckApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Path = "/api/v1/check";

    [Fact]
    public async Task A_script_lets_it_run_once_and_reads_what_it_found()
    {
        var runs = host.Gateway.Get<CheckRuns>();
        // No name of a test is asked of a real resolver.
        runs.How = runs.How with { Resolve = _ => throw new SocketException((int)SocketError.HostNotFound) };
        var auditor = (await host.KeyAsync(await host.AccountAsync("otto", Roles.Auditor), ["check:read", "check:run"])).Text;

        var before = await host.AskAsync("GET", Path, auditor);
        var refused = await host.AskAsync("POST", Path, auditor);
        var begun = await host.AdminAsync("POST", Path);
        await runs.Ended.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        var again = await host.AdminAsync("POST", Path);
        var after = await host.AskAsync("GET", Path, auditor);

        before.Status.Should().Be(200);
        before.Text.Should().NotContain("findings");
        refused.Status.Should().Be(403, "an auditor changes nothing, whatever the key says");
        (begun.Status, begun.Response.Headers.Location?.OriginalString).Should().Be((202, Path));
        (again.Status, again.Problem).Should().Be((429, "too-many-tries"));
        again.Response.Headers.RetryAfter.Should().NotBeNull();
        var last = after.Json.GetProperty("last");
        last.GetProperty("errors").GetInt32().Should().BePositive();
        last.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("severity").GetString()).Should()
            .Contain("error").And.BeSubsetOf(["good", "note", "warning", "error"]);
    }
}
