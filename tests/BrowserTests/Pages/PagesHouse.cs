using System.Globalization;
using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Browsers.Policy;
using ConferenceGateway.BrowserTests.Houses;
using ConferenceGateway.Lab;
using ConferenceGateway.Notices;
using ConferenceGateway.Storage;
using ConferenceGateway.Testing;
using ConferenceGateway.UserAgents.Policy;
using Xunit;

namespace ConferenceGateway.BrowserTests.Pages;

/// <summary>Gateways that stay as they are: one in order, one whose shard's pages never come, one without a shard, one whose policy blocks an Edge, one where no room opens, one that is closed.</summary>
public sealed class PagesHouse : IAsyncLifetime
{
    private LabShard _shard = null!;
    private LocalGateway _good = null!;
    private LocalGateway _silent = null!;
    private LocalGateway _empty = null!;
    private LocalGateway _blocked = null!;
    private LocalGateway _noNew = null!;
    private LocalGateway _closed = null!;

    /// <summary>Where a site's pages are.</summary>
    public string UrlOf(Site site) => site switch
    {
        Site.Portal => _good.PortalUrl,
        Site.OtherHost => _good.OtherHostUrl,
        Site.ShardSilent => _silent.MeetingUrl,
        Site.NoShard => _empty.MeetingUrl,
        Site.Blocked => _blocked.MeetingUrl,
        Site.NoNewRooms => _noNew.MeetingUrl,
        Site.Closed => _closed.MeetingUrl,
        _ => _good.MeetingUrl,
    };

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _shard = await LabShard.StartAsync(new LabShardOptions { Name = "alpha" });
        // Nothing listens there: such a port is refused at once, for as long as the test keeps the pair.
        var nobody = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{LoopbackPorts.NextPair()}");
        var silent = new Dictionary<string, string?> { ["Fleet:Shards:0:Prosody"] = _shard.Address.ToString(), ["Fleet:Shards:0:Address"] = nobody };
        var empty = new Dictionary<string, string?> { ["Fleet:Shards:0:Prosody"] = nobody };
        _good = await LocalGateway.StartAsync(_shard);
        _silent = await LocalGateway.StartAsync(silent, _shard);
        _empty = await LocalGateway.StartAsync(empty, _shard);
        _blocked = await LocalGateway.StartAsync(_shard);
        // Into the database: what stands in memory alone is gone within the minute in which the gateway reads the policy again.
        var answer = await _blocked.Gateway.Get<PolicyChanges>().PutAsync(Actor.CommandLine(), 0,
        [
            new PolicyRule
            {
                Brand = "Edge",
                ToVersion = 130,
                Outcome = Outcome.Blocked,
                German = "Mit ihr fiel im Frühjahr jedes zweite Treffen aus.",
                English = "Every second meeting failed with it in spring.",
                DecidedBy = "die Technik-Gruppe",
                FromDay = new DateOnly(2026, 3, 1),
            },
        ]);
        answer.Should().BeOfType<PolicyAnswer.Done>();
        _noNew = await AnnounceAsync(new(MaintenanceKind.NoNewRooms, DateTimeOffset.UnixEpoch, Until: null, "Die Server ziehen um.", "admin", 1));
        var until = new DateTime(2099, 12, 31, 2, 0, 0, DateTimeKind.Local);
        _closed = await AnnounceAsync(new(MaintenanceKind.Closed, DateTimeOffset.UnixEpoch, new DateTimeOffset(until), Sentence: null, "admin", 1));
    }

    private async Task<LocalGateway> AnnounceAsync(Maintenance maintenance)
    {
        var gateway = await LocalGateway.StartAsync(_shard);
        await using (var connection = await gateway.Gateway.Get<Database>().ConnectAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await MaintenanceStore.SetAsync(transaction, maintenance);
            await transaction.CommitAsync();
        }

        await gateway.Gateway.Get<MaintenanceBook>().ReadAgainAsync();
        return gateway;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closed.DisposeAsync();
        await _noNew.DisposeAsync();
        await _blocked.DisposeAsync();
        await _empty.DisposeAsync();
        await _silent.DisposeAsync();
        await _good.DisposeAsync();
        await _shard.DisposeAsync();
    }
}

/// <summary>Which of them, and which of its addresses.</summary>
public enum Site
{
    Meetings,
    Portal,
    OtherHost,
    ShardSilent,
    NoShard,
    Blocked,
    NoNewRooms,
    Closed,
}
