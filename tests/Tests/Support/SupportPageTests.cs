using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.Portal;
using ConferenceGateway.Support;
using ConferenceGateway.Testing;
using ConferenceGateway.Tests.Storage;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Support;

/// <summary>The admin's side.</summary>
public sealed class SupportPageTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 20, 0, 0, TimeSpan.Zero));
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await HelpHost.StartAsync(_time);

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task An_admin_sees_what_the_member_saw_however_the_code_is_typed()
    {
        var code = await LeftAsync(("probes", "Secure.1-WebSocket.0"), ("device", "Camera.1-Microphone.d"));
        using var admin = await SignedIn.AsAsync(_gateway, Roles.Admin);
        (await admin.PageAsync("/admin/help")).Should().Contain("One is stored just now. Each stays for 14 days.").And.NotContain(code);

        var page = WebUtility.HtmlDecode(await admin.PageAsync("/admin/help?code=" + Uri.EscapeDataString(code.ToLowerInvariant().Insert(2, "-"))));

        page.Should().Contain(code).And.Contain("Video is switched off in this browser.").And.Contain("Firefox 78").And.Contain("rule ").And.Contain("in version 0 of the browser policy")
            .And.Contain("Missing: lasting connection. There: secure connection.").And.Contain("Not allowed: microphone. Works: camera.").And.Contain("7 December 2026");
    }

    [Fact]
    public async Task It_speaks_German_too()
    {
        var code = await LeftAsync();
        using var admin = await SignedIn.AsAsync(_gateway, Roles.Admin);

        var page = WebUtility.HtmlDecode(await admin.PageAsync($"/admin/help?lang=de&code={Uri.EscapeDataString(code)}"));

        page.Should().Contain("Sie können teilnehmen, aber Ihr Browser ist alt.").And.Contain("Im Moment ist einer gespeichert.").And.Contain("Gleich löschen");
    }

    [Theory]
    [InlineData("222222", "There is no such support code, or not any more.")]
    [InlineData("ABC", "This is no support code.")]
    [InlineData("<script>alert(1)</script>", "This is no support code.")]
    public async Task What_is_none_is_said_plainly(string typed, string sentence)
    {
        using var admin = await SignedIn.AsAsync(_gateway, Roles.Admin);

        using var answer = await admin.GetAsync("/admin/help?code=" + Uri.EscapeDataString(typed));

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        page.Should().Contain(sentence).And.NotContain("<script");
    }

    [Fact]
    public async Task Opening_and_deleting_are_in_the_audit_with_two_characters_of_the_code()
    {
        var code = await LeftAsync();
        using var admin = await SignedIn.AsAsync(_gateway, Roles.Admin);
        await admin.PageAsync("/admin/help?code=" + Uri.EscapeDataString(code));

        using var deleted = await admin.PostAsync("/admin/help/delete", new() { ["code"] = code });

        deleted.StatusCode.Should().Be(HttpStatusCode.SeeOther);
        (await admin.PageAsync("/admin/help")).Should().Contain("The support code is deleted.").And.Contain("None is stored just now.");
        (await Sql.ScalarAsync(_gateway.StoragePath, "SELECT group_concat(action || ' ' || subject_name, '; ') FROM audit WHERE action LIKE 'support.%'"))
            .Should().Be($"support.open …{code[^2..]}; support.delete …{code[^2..]}");
        (await Sql.ScalarAsync(_gateway.StoragePath, $"SELECT COUNT(DISTINCT subject) FROM audit WHERE action LIKE 'support.%' AND subject NOT LIKE '%{code[^3..]}%'")).Should().Be(1L);
        using var again = await admin.PostAsync("/admin/help/delete", new() { ["code"] = code });
        again.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(Roles.None)]
    [InlineData(Roles.Chair)]
    [InlineData(Roles.Auditor)]
    public async Task Nobody_else_opens_one(Roles roles)
    {
        var code = await LeftAsync();
        using var somebody = await SignedIn.AsAsync(_gateway, roles);

        using var answer = await somebody.GetAsync("/admin/help?code=" + Uri.EscapeDataString(code));

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await Sql.ScalarAsync(_gateway.StoragePath, "SELECT COUNT(*) FROM audit WHERE action LIKE 'support.%'")).Should().Be(0L);
    }

    [Fact]
    public async Task A_restart_keeps_them()
    {
        var code = await LeftAsync();
        var copy = Path.Combine(Directory.CreateTempSubdirectory("gateway-test-").FullName, "gateway.db");
        await _gateway.StopAsync();
        await Sql.ScalarAsync(_gateway.StoragePath, $"VACUUM INTO '{copy}'");

        await using (var second = await HelpHost.StartAsync(_time, copy))
        {
            using var admin = await SignedIn.AsAsync(second, Roles.Admin);
            (await admin.PageAsync("/admin/help?code=" + Uri.EscapeDataString(code))).Should().Contain("Firefox 78");
        }

        Directory.Delete(Path.GetDirectoryName(copy)!, recursive: true);
    }

    [Fact]
    public async Task They_are_kept_as_long_as_the_operator_says()
    {
        await using var gateway = await HelpHost.StartAsync(_time, null, ("Support:KeepDays", "1"));
        using var member = HelpHost.Member(gateway);
        (await member.GetAsync("/-/help")).Dispose();
        member.Page.Should().Contain("speichern wir für einen Tag");
        (await member.AskAsync()).Dispose();
        using var admin = await SignedIn.AsAsync(gateway, Roles.Admin);
        (await admin.GetAsync("/admin/help?code=" + Uri.EscapeDataString(member.Code()))).StatusCode.Should().Be(HttpStatusCode.OK);

        // By hand: the sweep would wait for nothing but the clock, and the session ends with the same clock.
        await Sql.ScalarAsync(gateway.StoragePath, $"UPDATE support_codes SET made_ms = made_ms - {(long)TimeSpan.FromDays(1).TotalMilliseconds}");

        (await admin.GetAsync("/admin/help?code=" + Uri.EscapeDataString(member.Code()))).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_shard_is_where_the_room_lives_or_would()
    {
        await using var alpha = await LabShard.StartAsync(new LabShardOptions { Name = "alpha" });
        await using var gateway = await TestGateway.StartAsync(new TestGatewayOptions { Time = _time }, alpha);
        using var member = HelpHost.Member(gateway);

        (await member.AskAsync(("room", "http://meet.test/Fraktion%20S%C3%BCd"))).Dispose();

        SupportCode.TryParse(member.Code(), out var code).Should().BeTrue();
        (await gateway.Get<SupportStore>().FindAsync(code))!.Entry.Shard.Should().Be("alpha");
    }

    private async Task<string> LeftAsync(params (string Name, string Value)[] fields)
    {
        using var member = HelpHost.Member(_gateway);
        (await member.AskAsync(fields)).Dispose();
        return member.Code();
    }
}
