using AwesomeAssertions;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Lab;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms;
using ConferenceGateway.Tests.Identity.Api;
using Xunit;

namespace ConferenceGateway.Tests.Rooms.Api;

/// <summary>A gateway that can guard rooms.</summary>
public sealed class RoomsApiHost : ApiHost
{
    private protected override LabToken? Token { get; } = new() { Issuer = "test", Subject = "meet.test", Secret = "0123456789abcdef0123456789abcdef0123456789abcdef" };
}

/// <summary>Rooms by keys, as a chair's script, an admin's, and a stranger's.</summary>
public sealed class RoomsApiTests(RoomsApiHost host) : IClassFixture<RoomsApiHost>
{
    private const string Rooms = "/api/v1/rooms";

    private static int _count;

    private async Task<(string Key, string Name, string Account)> SomebodyAsync(Roles roles = Roles.Chair)
    {
        var account = await host.AccountAsync($"api{Interlocked.Increment(ref _count)}", roles);
        return ((await host.KeyAsync(account)).Text, account.Name, account.Id);
    }

    private async Task<(string Path, string Tag)> ClaimAsync(string key, string? name = null)
    {
        var claimed = await host.AskAsync("POST", Rooms, key, new { name = name ?? $"api-raum-{Interlocked.Increment(ref _count)}" });
        claimed.Status.Should().Be(201, claimed.Text);
        return (claimed.Response.Headers.Location!.OriginalString, claimed.Tag!);
    }

    [Fact]
    public async Task A_room_is_claimed_read_changed_and_given_up()
    {
        var maike = await SomebodyAsync();
        var (path, tag) = await ClaimAsync(maike.Key, "Acme/Fraktion Süd");
        path.Should().Be("/api/v1/rooms/acme%2Ffraktion%20s%C3%BCd");
        (await host.AskAsync("POST", Rooms, maike.Key, new { name = "acme/FRAKTION süd" })).Problem.Should().Be("conflict");

        var read = await host.AskAsync("GET", path, maike.Key);
        read.Tag.Should().Be(tag);
        read.Json.GetProperty("link").GetString().Should().Be("http://meet.test/acme/fraktion%20s%C3%BCd");
        read.Json.GetProperty("chair").GetString().Should().Be(maike.Account);

        var changed = await host.AskAsync("PUT", path, maike.Key, new { title = "Fraktion", entry = "knock", opensWithModerator = true, expected = 12, maximum = 20 }, tag);
        changed.Status.Should().Be(200, changed.Text);
        changed.Json.GetProperty("entry").GetString().Should().Be("knock");
        (await host.AskAsync("PUT", path, maike.Key, new { entry = "everybody" }, tag)).Problem.Should().Be("changed");
        (await host.AskAsync("PUT", path, maike.Key, new { entry = "everybody" })).Problem.Should().Be("match-missing");
        (await host.AskAsync("GET", Rooms, maike.Key)).Json.GetProperty("items").GetArrayLength().Should().Be(1);

        (await host.AskAsync("DELETE", path, maike.Key, match: changed.Tag)).Status.Should().Be(204);
        (await host.AskAsync("GET", path, maike.Key)).Problem.Should().Be("not-found");
        (await host.AuditOfAsync("acme/fraktion süd")).Select(row => (row.Action, row.Way)).Should().Equal(("room.claim", "api"), ("room.change", "api"), ("room.give-up", "api"));
    }

    [Fact]
    public async Task A_password_is_in_the_answer_that_set_it_and_nowhere_else()
    {
        var maike = await SomebodyAsync();
        var (path, tag) = await ClaimAsync(maike.Key);
        var set = await host.AskAsync("PUT", path + "/password", maike.Key, new { password = " gelbe-birne-42 " }, tag);

        set.Json.GetProperty("password").GetString().Should().Be("gelbe-birne-42");
        set.Json.GetProperty("room").GetProperty("hasPassword").GetBoolean().Should().BeTrue();
        (await host.AskAsync("GET", path, maike.Key)).Text.Should().NotContain("birne").And.NotContain("argon2");
        var suggested = await host.AskAsync("PUT", path + "/password", maike.Key, new { }, set.Tag);
        suggested.Json.GetProperty("password").GetString().Should().MatchRegex("^[a-z]+-[a-z]+-[a-z]+-[0-9]{2}$");
        (await host.AskAsync("PUT", path + "/password", maike.Key, new { password = "12345" }, suggested.Tag)).Problem.Should().Be("wrong-value");
        (await host.AskAsync("DELETE", path + "/password", maike.Key, match: set.Tag)).Problem.Should().Be("changed");
        (await host.AskAsync("DELETE", path + "/password", maike.Key, match: suggested.Tag)).Json.GetProperty("hasPassword").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task People_and_invitations_come_and_go()
    {
        var (maike, jonas) = (await SomebodyAsync(), await SomebodyAsync(Roles.None));
        var (path, tag) = await ClaimAsync(maike.Key);
        var added = await host.AskAsync("POST", path + "/people", maike.Key, new { name = jonas.Name, role = "moderator" }, tag);
        added.Status.Should().Be(200, added.Text);
        (await host.AskAsync("POST", path + "/people", maike.Key, new { name = jonas.Name, role = "chair" }, added.Tag)).Problem.Should().Be("wrong-value");
        (await host.AskAsync("POST", path + "/people", maike.Key, new { name = "nobody", role = "moderator" }, added.Tag)).Problem.Should().Be("conflict");
        (await host.AskAsync("GET", path + "/people", maike.Key)).Json.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("role").GetString()).Should().Equal("chair", "moderator");

        var invited = await host.AskAsync("POST", path + "/invitations", maike.Key, new { name = "Frau Sommer", days = 3 });
        invited.Status.Should().Be(201, invited.Text);
        invited.Json.GetProperty("link").GetString().Should().StartWith("http://meet.test/-/invitation/");
        var list = await host.AskAsync("GET", path + "/invitations", maike.Key);
        list.Text.Should().NotContain("/-/invitation/");
        var id = list.Json.GetProperty("items")[0].GetProperty("id").GetString();
        (await host.AskAsync("DELETE", $"{path}/invitations/{id}", maike.Key)).Status.Should().Be(200);
        var now = await host.AskAsync("DELETE", $"{path}/invitations/{id}", maike.Key);
        now.Problem.Should().Be("not-found");

        var handed = await host.AskAsync("PUT", path + "/chair", maike.Key, new { name = jonas.Name }, (await host.AskAsync("GET", path, maike.Key)).Tag);
        handed.Json.GetProperty("chair").GetString().Should().Be(jonas.Account);
        var removed = await host.AskAsync("DELETE", $"{path}/people/{maike.Account}", jonas.Key, match: handed.Tag);
        removed.Status.Should().Be(200, removed.Text);
        (await host.AskAsync("GET", path, maike.Key)).Problem.Should().Be("not-found", "nobody there knows her any more");
    }

    [Fact]
    public async Task Who_is_in_is_shown_and_sent_out_and_who_waits_is_let_in()
    {
        var (maike, jonas) = (await SomebodyAsync(), await SomebodyAsync(Roles.None));
        var (path, tag) = await ClaimAsync(maike.Key);
        await host.AskAsync("POST", path + "/people", maike.Key, new { name = jonas.Name, role = "moderator" }, tag);
        var room = RoomsHouse.Name(path.Split('/')[^1]);
        var guest = host.Gateway.Get<ConnectionTable>().Open(room, new ShardId("alpha"), Visitor.InBrowser with { Ticket = "AAAAAAAAAAAA" });
        host.Gateway.Get<KnockBook>().TryKnock(room, "knock", "<b>Kim</b>", null, out _).Should().BeTrue();

        var present = (await host.AskAsync("GET", path + "/present", jonas.Key)).Json.GetProperty("items");
        present.GetArrayLength().Should().Be(1);
        present[0].GetProperty("guest").GetInt32().Should().Be(1);
        (await host.AskAsync("DELETE", $"{path}/present/{present[0].GetProperty("id").GetString()}", jonas.Key)).Status.Should().Be(200);
        guest.IsDismissed.Should().BeTrue();
        (await host.AskAsync("DELETE", $"{path}/present/{Guid.NewGuid()}", jonas.Key)).Problem.Should().Be("not-found");
        (await host.AskAsync("DELETE", $"{path}/present/x", jonas.Key)).Problem.Should().Be("not-found");

        var subject = (await host.AskAsync("GET", path + "/outs", jonas.Key)).Json.GetProperty("items")[0].GetProperty("subject").GetString()!;
        (await host.AskAsync("DELETE", $"{path}/outs/{Uri.EscapeDataString(subject)}", jonas.Key)).Status.Should().Be(200);
        (await host.AskAsync("DELETE", $"{path}/outs/{Uri.EscapeDataString(subject)}", jonas.Key)).Problem.Should().Be("not-found");

        (await host.AskAsync("GET", path + "/waiting", jonas.Key)).Json.GetProperty("items")[0].GetProperty("name").GetString().Should().Be("<b>Kim</b>");
        (await host.AskAsync("POST", path + "/waiting/knock/admit", jonas.Key)).Status.Should().Be(200);
        host.Gateway.Get<KnockBook>().StateOf(room, "knock").Should().Be(KnockState.Admitted);
        (await host.AskAsync("POST", path + "/waiting/knock/refuse", jonas.Key)).Problem.Should().Be("not-found", "it is answered");

        foreach (var (act, state) in new[] { ("lock", "locked"), ("unlock", "open"), ("stop", "stopped"), ("end", "stopped") })
            (await host.AskAsync("POST", $"{path}/{act}", jonas.Key)).Json.GetProperty("lock").GetString().Should().Be(state);
        (await host.AskAsync("PUT", path, jonas.Key, new { entry = "everybody" }, tag)).Problem.Should().Be("not-yours", "a moderator acts on meetings and changes no room");
        (await host.AskAsync("GET", path + "/invitations", jonas.Key)).Problem.Should().Be("not-yours");
    }

    [Fact]
    public async Task A_room_of_somebody_elses_is_answered_like_one_that_is_not_there()
    {
        var (maike, stranger, auditor) = (await SomebodyAsync(), await SomebodyAsync(), await SomebodyAsync(Roles.Auditor));
        var (path, tag) = await ClaimAsync(maike.Key);
        foreach (var (method, below, body) in new (string, string, object?)[]
        {
            ("GET", "", null), ("PUT", "", new { entry = "everybody" }), ("DELETE", "", null), ("PUT", "/password", new { password = "gelbe-birne-42" }), ("DELETE", "/password", null),
            ("GET", "/people", null), ("POST", "/people", new { name = "x", role = "moderator" }), ("DELETE", "/people/x", null), ("PUT", "/chair", new { name = stranger.Name }),
            ("GET", "/invitations", null), ("POST", "/invitations", new { name = "x" }), ("DELETE", "/invitations/x", null), ("GET", "/present", null), ("DELETE", "/present/x", null),
            ("POST", "/lock", null), ("POST", "/unlock", null), ("POST", "/stop", null), ("POST", "/end", null), ("GET", "/waiting", null), ("POST", "/waiting/x/admit", null),
            ("POST", "/waiting/x/refuse", null), ("GET", "/outs", null), ("DELETE", "/outs/x", null),
        })
        {
            var there = await host.AskAsync(method, path + below, stranger.Key, body, tag);
            var nowhere = await host.AskAsync(method, Rooms + "/nirgends" + below, stranger.Key, body, tag);
            (there.Status, there.Text).Should().Be((404, nowhere.Text), $"{method} {below}");
            if (method != "GET")
                (await host.AskAsync(method, path + below, auditor.Key, body, tag)).Problem.Should().Be("not-yours", $"an auditor reads: {method} {below}");
            else
                (await host.AskAsync(method, path + below, auditor.Key)).Status.Should().Be(200, below);
        }

        (await host.AskAsync("GET", path, maike.Key)).Tag.Should().Be(tag);
        (await host.AskAsync("GET", Rooms, stranger.Key)).Json.GetProperty("items").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task An_admin_sees_all_rooms_page_by_page_and_gives_one_to_another()
    {
        var (maike, jonas) = (await SomebodyAsync(), await SomebodyAsync());
        var paths = new[] { await ClaimAsync(maike.Key), await ClaimAsync(maike.Key), await ClaimAsync(jonas.Key) };
        var seen = new List<string>();
        var next = "";
        do
        {
            var page = await host.AdminAsync("GET", $"{Rooms}?limit=2{next}");
            seen.AddRange(page.Json.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("name").GetString()!));
            next = page.Json.GetProperty("next").GetString() is { } cursor ? "&after=" + cursor : null;
        }
        while (next is not null);

        seen.Should().OnlyHaveUniqueItems().And.BeInAscendingOrder(StringComparer.Ordinal).And.Contain(paths.Select(one => one.Path.Split('/')[^1]));
        (await host.AdminAsync("PUT", paths[0].Path + "/chair", new { name = jonas.Name }, paths[0].Tag)).Json.GetProperty("chair").GetString().Should().Be(jonas.Account);
    }

    [Fact]
    public async Task Whoever_may_not_claim_is_told_who_may()
    {
        var nobody = await SomebodyAsync(Roles.None);
        var refused = await host.AskAsync("POST", Rooms, nobody.Key, new { name = "niemandes" });

        refused.Problem.Should().Be("not-yours");
        refused.Text.Should().Contain("role chair");
    }

    [Theory]
    [InlineData("""{}""", "wrong-value")]
    [InlineData("""{"name":""}""", "wrong-value")]
    [InlineData("""{"name":"."}""", "wrong-value")]
    [InlineData("""{"name":"a/b/c"}""", "wrong-value")]
    [InlineData("""{"name":"xmpp-websocket"}""", "wrong-value")]
    [InlineData("""{"name":"a\u0000b"}""", "wrong-value")]
    [InlineData("""{"name":7}""", "wrong-value")]
    [InlineData("""{"name":"x","owner":"me"}""", "wrong-value")]
    [InlineData("""["x"]""", "bad-request")]
    [InlineData("""{"name":"x""", "bad-request")]
    public async Task Names_that_cannot_be_are_refused(string body, string problem) => (await host.AdminAsync("POST", Rooms, body)).Problem.Should().Be(problem);

    [Fact]
    public async Task Ten_thousand_characters_are_too_many_anywhere()
    {
        var maike = await SomebodyAsync();
        var (path, tag) = await ClaimAsync(maike.Key);
        var much = new string('x', 10_000);
        (await host.AskAsync("POST", Rooms, maike.Key, new { name = much })).Problem.Should().Be("wrong-value");
        (await host.AskAsync("PUT", path, maike.Key, new { entry = "everybody", title = much }, tag)).Problem.Should().Be("wrong-value");
        (await host.AskAsync("PUT", path + "/password", maike.Key, new { password = much }, tag)).Problem.Should().Be("wrong-value");
        (await host.AskAsync("POST", path + "/invitations", maike.Key, new { name = much })).Problem.Should().Be("wrong-value");
        (await host.AskAsync("POST", path + "/people", maike.Key, new { name = much, role = "moderator" }, tag)).Problem.Should().Be("conflict");
        (await host.AskAsync("GET", Rooms + "/" + new string('x', 4_000), maike.Key)).Problem.Should().Be("not-found");
    }
}
