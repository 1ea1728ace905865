using AwesomeAssertions;
using ConferenceGateway.Rooms;
using ConferenceGateway.Storage;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace ConferenceGateway.Tests.Rooms;

/// <summary>What a room keeps of people goes when it has run out, and nothing before.</summary>
public sealed class RoomSweepTests : IAsyncLifetime
{
    private readonly RoomsHouse _house = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData("room_stays", "INSERT INTO room_stays (room, ticket, until_ms) VALUES (@key, @id, @until)")]
    [InlineData("room_outs", "INSERT INTO room_outs (room, subject, name, until_ms) VALUES (@key, @id, 'x', @until)")]
    [InlineData("invitations", "INSERT INTO invitations (id, room, secret_hash, name, made_ms, expires_ms) VALUES (@id, @key, @id, 'x', 0, @until)")]
    public async Task A_row_goes_when_its_time_is_over(string table, string insert)
    {
        var room = await _house.ClaimAsync(await _house.AccountAsync("karin"));
        await using var connection = await _house.Gateway.Get<Database>().ConnectAsync(Cancel);
        var nowMs = _house.Time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var (id, until) in new[] { ("over", nowMs), ("not yet", nowMs + 1) })
            await connection.ExecuteAsync(insert, new { key = room.Name.Key, id, until });

        await _house.Gateway.Services.GetServices<IHostedService>().OfType<RoomSweep>().Single().SweepAsync(Cancel);

        (await connection.QueryAsync<string>($"SELECT {(table == "room_stays" ? "ticket" : table == "room_outs" ? "subject" : "id")} FROM {table}")).Should().Equal("not yet");
    }

    [Fact]
    public async Task Who_no_longer_asks_waits_no_longer()
    {
        var room = await _house.ClaimAsync(await _house.AccountAsync("karin"));
        var knocks = _house.Gateway.Get<KnockBook>();
        knocks.TryKnock(room.Name, "AAAAAAAAAAAA", "Maike", null, out _).Should().BeTrue();
        var sweep = _house.Gateway.Services.GetServices<IHostedService>().OfType<RoomSweep>().Single();

        await sweep.SweepAsync(Cancel);
        knocks.Waiting(room.Name).Should().ContainSingle();
        _house.Time.Advance(TimeSpan.FromHours(1));
        await sweep.SweepAsync(Cancel);

        knocks.Waiting(room.Name).Should().BeEmpty();
    }
}
