using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Lab;
using ConferenceGateway.Portal;
using ConferenceGateway.SelfTest;
using ConferenceGateway.SelfTest.Page;
using ConferenceGateway.Storage;
using ConferenceGateway.Testing;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.SelfTest;

/// <summary>The self-test inside of the running gateway, as its admin sees it.</summary>
public sealed class CheckResultPageTests
{
    [Fact]
    public async Task An_admins_first_visit_lets_it_run_and_the_page_comes_back_with_what_it_found()
    {
        await using var gateway = await QuietGateway.StartAsync();
        var runs = Prepare(gateway);
        using var admin = await SignedIn.AsAsync(gateway, Roles.Admin);
        using var going = new SemaphoreSlim(0);
        runs.How = runs.How with { Resolve = _ => { going.Wait(TimeSpan.FromSeconds(20)); throw new SocketException((int)SocketError.HostNotFound); } };

        using var first = await admin.GetAsync("/admin");
        var running = await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        going.Release(100);
        await runs.Ended.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        using var second = await admin.GetAsync("/admin");
        var done = await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        first.Headers.GetValues("Refresh").Should().Equal("3");
        running.Should().Contain("The check is running.").And.NotContain("Check again");
        second.Headers.Contains("Refresh").Should().BeFalse();
        done.Should().Contain("field stop").And.Contain("do not work").And.Contain("Check again").And.Contain("<bdi>http://meet.test</bdi>").And.Contain("in order");
        (await AuditOf(gateway)).Should().Equal("check.run ida page");
    }

    [Theory]
    [InlineData("same-site")]
    [InlineData("cross-site")]
    public async Task A_page_of_MeetingUrl_or_of_another_site_does_not_set_it_off(string site)
    {
        await using var gateway = await QuietGateway.StartAsync();
        var runs = Prepare(gateway);
        using var admin = await SignedIn.AsAsync(gateway, Roles.Admin);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/admin") { Headers = { { "Sec-Fetch-Site", site } } };

        using var page = await admin.SendAsync(request);

        page.StatusCode.Should().Be(HttpStatusCode.OK);
        runs.Current.BeganAt.Should().BeNull();
    }

    [Fact]
    public async Task It_never_begins_by_itself_nor_by_who_may_only_read()
    {
        await using var gateway = await QuietGateway.StartAsync();
        var runs = Prepare(gateway);
        using var auditor = await SignedIn.AsAsync(gateway, Roles.Auditor);

        var page = await auditor.PageAsync("/admin");
        using var post = await auditor.PostAsync(SelfTestEndpoints.RunPath);

        page.Should().Contain("Nothing has been checked yet.").And.NotContain("<form class=\"acts");
        post.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        runs.Current.BeganAt.Should().BeNull();
        using var chair = await SignedIn.AsAsync(gateway, Roles.Chair, "carl");
        (await chair.GetAsync("/admin")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_button_lets_it_run_again_but_not_twice_within_half_a_minute()
    {
        await using var gateway = await QuietGateway.StartAsync();
        var runs = Prepare(gateway);
        using var admin = await SignedIn.AsAsync(gateway, Roles.Admin);
        await admin.PageAsync("/admin");
        await runs.Ended.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await admin.PageAsync("/admin");

        using var again = await admin.PostAsync(SelfTestEndpoints.RunPath);
        var page = await admin.PageAsync("/admin");

        again.StatusCode.Should().Be(HttpStatusCode.SeeOther);
        again.Headers.Location!.OriginalString.Should().Be("/admin");
        page.Should().Contain("It has only just been checked.");
        (await AuditOf(gateway)).Should().HaveCount(1);
    }

    [Fact]
    public async Task A_form_of_somebody_elses_page_starts_nothing()
    {
        await using var gateway = await QuietGateway.StartAsync();
        var runs = Prepare(gateway);
        using var admin = await SignedIn.AsAsync(gateway, Roles.Admin);

        using var response = await admin.PostAsync(SelfTestEndpoints.RunPath);

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        runs.Current.BeganAt.Should().BeNull();
    }

    [Fact]
    public async Task It_runs_once_at_a_time_and_again_after_half_a_minute()
    {
        var time = new FakeTimeProvider();
        await using var house = await Audit.AuditBook.OpenAsync();
        using var lifetime = new LifetimeOf();
        using var runs = new CheckRuns(new SelfTestStart { Gateway = new() { IsAlone = true, Settings = [] } }, house.Database, new AuditLog(time), time, lifetime.Of, NullLogger<CheckRuns>.Instance);

        (await runs.StartAsync(Actor.Gateway)).Should().BeOfType<CheckStart.Begun>();
        (await runs.StartAsync(Actor.Gateway)).Should().BeOfType<CheckStart.Runs>();
        await runs.StartAsync(TestContext.Current.CancellationToken);
        await runs.Ended.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(20));
        (await runs.StartAsync(Actor.Gateway)).Should().Be(new CheckStart.TooSoon(TimeSpan.FromSeconds(10)));
        time.Advance(TimeSpan.FromSeconds(10));
        (await runs.StartAsync(Actor.Gateway)).Should().BeOfType<CheckStart.Begun>();
        await runs.Ended.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        runs.Current.Result!.Findings.Should().Contain(finding => finding.Code == Codes.Settings && finding.Severity == Severity.Error, "settings without MeetingUrl are a finding, not the end");
        await runs.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task It_asks_its_own_gateway_from_end_to_end()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-test-");
        await using (var shard = await LabShard.StartAsync(new LabShardOptions { Name = "alpha" }))
        await using (var gateway = await CheckFixture.StartGatewayAsync(CheckFixture.Settings(folder, shard), shard))
        {
            var runs = gateway.Get<CheckRuns>();
            runs.How = runs.How with { Silence = TimeSpan.FromSeconds(0.1) };

            await runs.StartAsync(Actor.Gateway);
            await runs.Ended.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

            var good = runs.Current.Result!.Findings.Where(finding => finding.Severity == Severity.Good).Select(finding => finding.Code);
            good.Should().Contain([Codes.Settings, Codes.StorageWrite, Codes.GatewayLive, Codes.GatewayReady, Codes.GatewayWebSocket, Codes.GatewayBosh]);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_end_of_the_gateway_does_not_wait_for_it()
    {
        await using var gateway = await QuietGateway.StartAsync();
        using var never = new SemaphoreSlim(0);
        var runs = Prepare(gateway);
        runs.How = runs.How with { Resolve = _ => { never.Wait(TimeSpan.FromSeconds(60)); return []; }, Limit = TimeSpan.FromMinutes(10) };
        await runs.StartAsync(Actor.Gateway);

        await gateway.StopAsync().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        runs.Current.Result.Should().BeNull();
        never.Release(100);
    }

    [Fact]
    public async Task On_the_german_page_english_is_marked_as_such()
    {
        await using var gateway = await QuietGateway.StartAsync();
        var runs = Prepare(gateway);
        await runs.StartAsync(Actor.Gateway);
        await runs.Ended.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        using var admin = await SignedIn.AsAsync(gateway, Roles.Admin);

        var german = await admin.PageAsync("/admin?lang=de");

        german.Should().Contain("<html lang=\"de\"").And.Contain("<div lang=\"en\">").And.Contain("Noch einmal prüfen").And.Contain("läuft seit");
        Regex.IsMatch(german, "<h2[^>]* lang=\"en\"").Should().BeTrue();
    }

    [Fact]
    public void What_a_server_says_of_itself_is_cut_and_made_one_line()
    {
        var finding = new Finding(Severity.Warning, "a.b", "shard \u202Ea", new string('x', 100_000) + "\u0007") { Fix = "Change it:\n\"A\": 1\n\u2028\"B\": 2" };

        var group = CheckGroups.Bad([finding])[0];

        group.Subject.Should().Be("shard ·a");
        group.Items[0].Whats[0].What.Should().HaveLength(2001);
        group.Items[0].Advice.Should().Be("Change it:");
        group.Items[0].Lines.Should().Be("\"A\": 1\n·\"B\": 2");
    }

    [Fact]
    public void The_worst_comes_first_and_what_shares_its_reason_is_one_item()
    {
        Finding[] findings =
        [
            new(Severity.Note, "a.a", "one", "note"),
            new(Severity.Good, "a.a", "two", "good"),
            new(Severity.Warning, "a.b", "two", "first") { Why = "why", Fix = "fix" },
            new(Severity.Error, "a.c", "two", "bad") { Why = "why", Fix = "fix" },
            new(Severity.Warning, "a.d", "two", "second") { Why = "why", Fix = "fix" },
        ];

        var groups = CheckGroups.Bad(findings);

        groups.Select(group => group.Subject).Should().Equal("two", "one");
        groups[0].Items.Select(item => string.Join('+', item.Whats.Select(what => what.What))).Should().Equal("bad", "first+second");
        CheckGroups.Good(findings).Should().ContainSingle().Which.Subject.Should().Be("two");
    }

    [Theory]
    [InlineData(0, 0, "Alles in Ordnung.", "Everything is in order.")]
    [InlineData(0, 3, "3 Dinge sollten Sie ansehen.", "3 things are worth a look.")]
    [InlineData(1, 0, "Eine Sache geht nicht.", "One thing does not work.")]
    [InlineData(2, 1, "2 Dinge gehen nicht, eines sollten Sie ansehen.", "2 things do not work, one is worth a look.")]
    public void The_verdict_is_one_sentence(int errors, int warnings, string german, string english) =>
        CheckPageTexts.Verdict(errors, warnings).Should().Be(new Text(german, english));

    // No name of a test is asked of a real resolver.
    private static CheckRuns Prepare(TestGateway gateway)
    {
        var runs = gateway.Get<CheckRuns>();
        runs.How = runs.How with { Resolve = _ => throw new SocketException((int)SocketError.HostNotFound), Patience = TimeSpan.FromSeconds(2) };
        return runs;
    }

    private static async Task<IEnumerable<string>> AuditOf(TestGateway gateway) =>
        (await new AuditStore(gateway.Get<Database>()).ListAsync(new AuditFilter { Action = "check." }, null, 10)).Select(row => $"{row.Action} {row.ActorName} {row.Way}");

    private sealed class LifetimeOf : IDisposable
    {
        public ApplicationLifetime Of { get; } = new(NullLogger<ApplicationLifetime>.Instance);

        public void Dispose() => Of.StopApplication();
    }
}
