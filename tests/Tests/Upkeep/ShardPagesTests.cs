using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Fleet.Nodes;
using ConferenceGateway.Portal;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Upkeep;

/// <summary>Adding, changing and removing a shard on the pages, as a browser without script does.</summary>
public sealed class ShardPagesTests : IAsyncLifetime
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    private TestGateway _gateway = null!;
    private PortalVisitor _ada = null!;

    private FleetSnapshot Fleet => _gateway.Get<FleetView>().Current;

    public async ValueTask InitializeAsync()
    {
        _gateway = await PortalClient.StartGatewayAsync();
        _ada = await PortalVisitor.EnterAsync(_gateway, await PortalVisitor.AccountAsync(_gateway, "ada", Roles.Admin));
    }

    public async ValueTask DisposeAsync()
    {
        _ada.Dispose();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task A_shard_is_added_changed_without_showing_its_secret_and_taken_out_again()
    {
        await _ada.GetAsync("/admin/fleet/shards/new");
        var added = await _ada.PostAsync("/admin/fleet/shards/new",
            ("Name", "berta"), ("Address", "http://127.0.0.1:10"), ("Authentication", "Token"), ("Token:Issuer", "gateway"), ("Token:Secret", Secret),
            ("Bridges:0:ServerId", ""), ("Bridges:1:ServerId", "b1"), ("Bridges:1:Address", "http://127.0.0.1:11"));
        added.Location.Should().Be("/admin/fleet/berta");
        Fleet.Find(new("berta"))!.Shard.Bridges.Should().ContainSingle().Which.Id.ServerId.Should().Be("b1");

        var page = await _ada.GetAsync("/admin/fleet/berta/change");
        page.Html.Should().Contain("value=\"http://127.0.0.1:10\"").And.Contain("It is set, and not shown.").And.NotContain(Secret);
        (await _ada.GetAsync("/admin/fleet/berta")).Text.Should().NotContain(Secret);

        await _ada.GetAsync("/admin/fleet/berta/change");
        var changed = await _ada.PostAsync("/admin/fleet/berta/change",
            ("Address", "http://127.0.0.1:12"), ("Authentication", "Token"), ("Token:Issuer", "gateway"), ("Token:Secret", ""), ("revision", _ada.Hidden("revision")));
        changed.Location.Should().Be("/admin/fleet/berta");
        var shard = Fleet.Find(new("berta"))!.Shard;
        shard.Address.ToString().Should().Contain("127.0.0.1:12");
        shard.Token!.Secret.Should().Be(Secret, "what is left empty stays");
        shard.Bridges.Should().BeEmpty("its row was empty");

        await _ada.GetAsync("/admin/fleet/berta/change");
        // Until it has failed three times nobody knows that it does not answer, and it may be in use.
        await _gateway.WaitForAsync(fleet => fleet.Find(new("berta"))!.Health == NodeHealth.Down);
        (await _ada.PostAsync("/admin/fleet/berta/remove", ("revision", _ada.Hidden("revision")))).Location.Should().Be("/admin/fleet");
        Fleet.Find(new("berta")).Should().BeNull();
    }

    [Fact]
    public async Task All_faults_come_at_once_beside_their_fields()
    {
        await _ada.GetAsync("/admin/fleet/shards/new");

        var refused = await _ada.PostAsync("/admin/fleet/shards/new",
            ("Name", "not a name"), ("Address", "nowhere"), ("Capacity", "many"), ("Authentication", "Token"), ("Token:Secret", "short"),
            ("Bridges:0:ServerId", "b 1"), ("Bridges:0:Address", ""));

        refused.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        foreach (var field in new[] { "Name", "Address", "Capacity", "Token:Issuer", "Token:Secret", "Bridges:0:ServerId", "Bridges:0:Address" })
            refused.Html.Should().Contain($"id=\"{field}-fault\"");
        refused.Html.Should().Contain("value=\"not a name\"").And.NotContain("value=\"short\"");
        Fleet.Shards.Should().ContainSingle();
    }

    [Fact]
    public async Task A_shard_of_the_settings_is_changed_and_returns_to_them()
    {
        await _ada.GetAsync("/admin/fleet/nowhere/change");
        await _ada.PostAsync("/admin/fleet/nowhere/change", ("Address", "http://127.0.0.1:10"), ("Authentication", "None"), ("revision", _ada.Hidden("revision")));
        Fleet.Find(new("nowhere"))!.Shard.Address.ToString().Should().Contain(":10");

        (await _ada.GetAsync("/admin/fleet/nowhere/change")).Text.Should().Contain("Back to the settings");
        (await _ada.PostAsync("/admin/fleet/nowhere/return", ("revision", _ada.Hidden("revision")))).Location.Should().Be("/admin/fleet/nowhere");
        Fleet.Find(new("nowhere"))!.Shard.Address.ToString().Should().Contain(":9");
        _gateway.Get<NodesBook>().Find("nowhere")!.Stored.Should().BeNull();
    }

    [Fact]
    public async Task A_name_that_is_taken_and_a_change_that_came_too_late_change_nothing()
    {
        await _ada.GetAsync("/admin/fleet/shards/new");
        var taken = await _ada.PostAsync("/admin/fleet/shards/new", ("Name", "nowhere"), ("Address", "http://127.0.0.1:10"));
        taken.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        taken.Html.Should().Contain("id=\"Name-fault\"");

        await _ada.GetAsync("/admin/fleet/nowhere/change");
        var late = await _ada.PostAsync("/admin/fleet/nowhere/change", ("Address", "http://127.0.0.1:10"), ("revision", "7"));
        late.Status.Should().Be(HttpStatusCode.Conflict);
        late.Text.Should().Contain("Somebody else has changed it meanwhile.");
        Fleet.Find(new("nowhere"))!.Shard.Address.ToString().Should().Contain(":9");
    }
}
