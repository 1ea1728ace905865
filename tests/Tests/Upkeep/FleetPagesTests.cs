using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Fleet;
using ConferenceGateway.Fleet.Nodes;
using ConferenceGateway.Notices;
using ConferenceGateway.Placement;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms.Live;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Upkeep;

/// <summary>The pages of the fleet before Lab shards, as a browser without script uses them.</summary>
public sealed class FleetPagesTests : IAsyncLifetime
{
    private UpkeepHouse _house = null!;
    private PortalVisitor _ada = null!;

    public async ValueTask InitializeAsync()
    {
        _house = await UpkeepHouse.StartAsync();
        _ada = await PortalVisitor.EnterAsync(_house.Gateway, await PortalVisitor.AccountAsync(_house.Gateway, "ada", Roles.Admin, "Ada Nowak"));
    }

    public async ValueTask DisposeAsync()
    {
        _ada.Dispose();
        await _house.DisposeAsync();
    }

    [Fact]
    public async Task A_bridge_is_drained_on_its_page_until_it_is_safe_to_restart_and_opened_again()
    {
        (await _ada.GetAsync("/admin/fleet")).Html.Should().Contain("All servers take rooms.").And.Contain("href=\"/admin/fleet/a1\"");
        (await _ada.GetAsync("/admin/fleet/a1")).Text.Should().Contain("a1 takes rooms.");
        (await _ada.GetAsync("/admin/fleet/a1/drain")).Text.Should().Contain("Drain a1? Nobody is there.");

        (await _ada.PostAsync("/admin/fleet/a1/drain", ("do", "begin"))).Location.Should().Be("/admin/fleet/a1/drain");
        await _house.UntilAsync("a1", "empty");

        var empty = await _ada.GetAsync("/admin/fleet/a1/drain");
        empty.Text.Should().Contain("a1 is empty. Safe to restart.").And.Contain("Reported by the bridge and by Jicofo").And.Contain("Ada Nowak").And.Contain("Drain begun");
        (await _ada.GetAsync("/admin/fleet")).Text.Should().Contain("a1 is empty. Safe to restart.");

        (await _ada.PostAsync("/admin/fleet/a1/drain", ("do", "undo"))).Location.Should().Be("/admin/fleet/a1");
        await _house.UntilAsync("a1", "open");
        (await _ada.GetAsync("/admin/fleet/a1")).Text.Should().Contain("a1 takes rooms.").And.Contain("Drain taken back");
    }

    [Fact]
    public async Task What_is_written_of_the_fleet_and_cannot_be_used_stands_on_its_page()
    {
        var book = _house.Gateway.Get<NodesBook>();
        (await _ada.GetAsync("/admin/fleet")).Text.Should().NotContain("cannot be used");

        book.NoteFile(["Fleet:Shards:1:Name is \"<b>a\"; it must be there once"]);

        var page = await _ada.GetAsync("/admin/fleet");
        page.Text.Should().Contain("The fleet stays as it was").And.Contain("Fleet:Shards:1:Name is \"<b>a\"");
        page.Html.Should().NotContain("<b>a");
        (await _house.AskAsync("GET", "/fleet")).Json.GetProperty("notInForce")[0].GetString().Should().StartWith("Fleet:Shards:1:Name");
    }

    [Fact]
    public async Task The_only_bridge_leads_to_its_shard()
    {
        var page = await _ada.GetAsync("/admin/fleet/b1/drain");
        page.Html.Should().Contain("b1 is the only open bridge of beta.").And.Contain("href=\"/admin/fleet/beta/drain\"").And.NotContain("value=\"begin\"");

        var refused = await _ada.PostAsync("/admin/fleet/b1/drain", ("do", "begin"));
        refused.Status.Should().Be(HttpStatusCode.Conflict);
        refused.Text.Should().Contain("b1 is the only open bridge of beta.");
    }

    [Fact]
    public async Task The_rest_of_a_shard_is_moved_at_a_time_that_the_room_reads_beforehand()
    {
        await using var anna = await _house.JoinAsync("plenum", "anna");
        var shard = _house.Gateway.Get<PlacementBook>().Find(TestRooms.Name("plenum"), _house.Gateway.Get<FleetView>().Current)!.Id;
        await _ada.GetAsync($"/admin/fleet/{shard}/drain");
        await _ada.PostAsync($"/admin/fleet/{shard}/drain", ("do", "begin"));
        var draining = await _ada.GetAsync($"/admin/fleet/{shard}/drain");
        draining.Text.Should().Contain($"{shard} drains.").And.Contain("plenum");
        draining.Refresh.Should().Be("10", "it changes without script");
        (await _ada.GetAsync("/admin/fleet")).Refresh.Should().Be("10");
        (await _ada.GetAsync($"/admin/fleet/{shard}/move")).Refresh.Should().BeNull("somebody types in it");

        (await _ada.GetAsync($"/admin/fleet/{shard}/move")).Text.Should().Contain($"Move the last room of {shard}?");
        var typed = await _ada.PostAsync($"/admin/fleet/{shard}/move", ("do", "at"), ("at", "tonight"));
        typed.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        typed.Html.Should().Contain("at-fault");
        var at = TimeZoneInfo.ConvertTime(_house.Time.GetUtcNow().AddHours(2), _house.Time.LocalTimeZone).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        (await _ada.PostAsync($"/admin/fleet/{shard}/move", ("do", "at"), ("at", at))).Location.Should().Be($"/admin/fleet/{shard}/drain");
        (await _ada.GetAsync($"/admin/fleet/{shard}/drain")).Text.Should().Contain($"At {at} the rest is moved.").And.Contain("Call the move off");
        _house.Gateway.Get<RoomAhead>().Of(TestRooms.Name("plenum")).Should()
            .ContainSingle(said => said.English.StartsWith($"At {at} this meeting moves"));

        await _ada.PostAsync($"/admin/fleet/{shard}/drain", ("do", "stay"));
        (await _ada.GetAsync($"/admin/fleet/{shard}/drain")).Text.Should().NotContain("Call the move off").And.Contain("Move called off");
    }

    [Fact]
    public async Task A_page_says_where_a_room_lives_and_why()
    {
        await using var anna = await _house.JoinAsync("acme/plenum", "anna");

        var found = await _ada.GetAsync("/admin/placements?q=plen");
        found.Html.Should().Contain("href=\"/admin/placements/acme%2Fplenum\"");
        (await _ada.GetAsync("/admin/placements?q=zzz")).Text.Should().Contain("No room of that name lives anywhere just now.");

        var why = await _ada.GetAsync("/admin/placements/acme%2Fplenum");
        why.Text.Should().Contain("acme/plenum lives on").And.Contain("people were planned for").And.Contain("one person is in it");
        var nowhere = await _ada.GetAsync("/admin/placements/nobody");
        nowhere.Status.Should().Be(HttpStatusCode.NotFound);
        nowhere.Text.Should().Contain("nobody lives nowhere just now.");
    }

    [Fact]
    public async Task A_maintenance_is_announced_seen_and_ended()
    {
        await _ada.GetAsync("/admin/maintenance/new");
        var wrong = await _ada.PostAsync("/admin/maintenance/new", ("kind", "closed"), ("from", "soon"), ("until", ""), ("sentence", ""), ("revision", "0"));
        wrong.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        wrong.Html.Should().Contain("from-fault").And.Contain("until-fault", "all faults come at once");

        var until = TimeZoneInfo.ConvertTime(_house.Time.GetUtcNow().AddHours(3), _house.Time.LocalTimeZone).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        var announced = await _ada.PostAsync("/admin/maintenance/new", ("kind", "no-new-rooms"), ("from", ""), ("until", until), ("sentence", "We replace a server."), ("revision", "0"));
        announced.Location.Should().Be("/admin/maintenance");
        _house.Gateway.Get<MaintenanceBook>().Now!.Sentence.Should().Be("We replace a server.");
        (await _ada.GetAsync("/admin/maintenance")).Text.Should().Contain("No new rooms until").And.Contain("We replace a server.");
        (await _ada.GetAsync("/admin/fleet")).Text.Should().Contain("No new rooms until");

        await _ada.GetAsync("/admin/maintenance");
        (await _ada.PostAsync("/admin/maintenance/end", ("revision", _ada.Hidden("revision")))).Location.Should().Be("/admin/maintenance");
        (await _ada.GetAsync("/admin/maintenance")).Text.Should().Contain("No maintenance is announced.");
    }

    [Fact]
    public async Task Somebody_else_who_was_quicker_is_not_overwritten_unseen()
    {
        await _ada.GetAsync("/admin/maintenance/new");
        await _ada.PostAsync("/admin/maintenance/new", ("kind", "no-new-rooms"), ("revision", "0"));
        await _ada.GetAsync("/admin/maintenance/new");

        var late = await _ada.PostAsync("/admin/maintenance/new", ("kind", "no-new-rooms"), ("sentence", "Mine"), ("revision", "0"));

        late.Status.Should().Be(HttpStatusCode.Conflict);
        _house.Gateway.Get<MaintenanceBook>().Now!.Sentence.Should().BeNull();
    }

    [Fact]
    public async Task What_there_is_not_is_called_so_and_a_chair_sees_nothing_of_it()
    {
        (await _ada.GetAsync("/admin/fleet/zora")).Status.Should().Be(HttpStatusCode.NotFound);
        (await _ada.GetAsync("/admin/fleet/zora/drain")).Status.Should().Be(HttpStatusCode.NotFound);
        (await _ada.GetAsync("/admin/fleet/alpha/move")).Status.Should().Be(HttpStatusCode.Conflict, "only what is drained can be moved away from");
        using var chair = await PortalVisitor.EnterAsync(_house.Gateway, await PortalVisitor.AccountAsync(_house.Gateway, "carl", Roles.Chair));
        foreach (var path in new[] { "/admin/fleet", "/admin/fleet/alpha", "/admin/fleet/alpha/drain", "/admin/placements", "/admin/maintenance" })
            (await chair.GetAsync(path)).Status.Should().Be(HttpStatusCode.Forbidden);
    }
}
