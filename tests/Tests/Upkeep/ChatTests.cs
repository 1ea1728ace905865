using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.Portal;
using ConferenceGateway.Testing;
using ConferenceGateway.Upkeep.Moves;
using Xunit;

namespace ConferenceGateway.Tests.Upkeep;

/// <summary>What a meeting's chat says beforehand, where the shard's Prosody can be told so: alpha's can, beta's cannot.</summary>
public sealed class ChatTests : IAsyncLifetime
{
    private readonly ChatKey _key = new();
    private UpkeepHouse _house = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private LabSystemMessages Said => _house.Lab["alpha"].SystemMessages;

    public async ValueTask InitializeAsync() => _house = await UpkeepHouse.StartAsync(_key.Settings, alpha => alpha with { SystemChat = _key.Lab });

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        _key.Dispose();
    }

    [Fact]
    public async Task A_move_is_said_some_minutes_before_and_again_where_its_time_is_another_one()
    {
        await using var anna = await _house.JoinAsync("plenum", "Anna");
        await using var vera = await _house.JoinAsync("vorstand", "Vera");
        await using var ole = await _house.JoinAsync("plenum", "Ole");
        (anna.Shard, vera.Shard).Should().Be(("alpha", "beta"));
        var at = _house.Time.GetUtcNow() + MoveNotices.Before + TimeSpan.FromSeconds(5);

        await _house.AskAsync("PUT", "/fleet/alpha/drain", new { moveAt = ShownTime.IsoSeconds(at) });
        var said = await _house.PassTimeAsync(Said.WaitForAsync(_ => true, Cancel));

        _house.Time.GetUtcNow().Should().BeOnOrAfter(at - MoveNotices.Before).And.BeBefore(at);
        said.To.Should().BeEquivalentTo(anna.Address, ole.Address);
        said.DisplayName.Should().Be("Verwaltung");
        var clock = ShownTime.Clock(at, _house.Time);
        said.Message.Should().StartWith($"Um {clock} Uhr zieht dieses Treffen").And.Contain($"\nAt {clock} this meeting moves");

        await _house.AskAsync("PUT", "/fleet/alpha/drain", new { moveAt = "now" });
        var again = await _house.PassTimeAsync(Said.WaitForAsync(message => message.Message.Contains("zieht jetzt"), Cancel));
        anna.Closed.IsCompleted.Should().BeFalse("there is time to read it");
        again.To.Should().BeEquivalentTo(anna.Address, ole.Address);
        await _house.PassTimeAsync(Task.WhenAll(anna.Closed, ole.Closed));

        Said.All.Should().HaveCount(2);
        vera.Closed.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task A_closing_is_said_some_minutes_before_with_its_sentence_and_again_where_its_time_is_another_one()
    {
        await using var anna = await _house.JoinAsync("plenum", "Anna");
        await using var vera = await _house.JoinAsync("vorstand", "Vera");
        await using var ole = await _house.JoinAsync("plenum", "Ole");
        var from = _house.Time.GetUtcNow() + MoveNotices.Before + TimeSpan.FromSeconds(5);

        var announced = await AnnounceAsync(from, "\"0\"");
        var said = await _house.PassTimeAsync(Said.WaitForAsync(_ => true, Cancel));

        _house.Time.GetUtcNow().Should().BeOnOrAfter(from - MoveNotices.Before).And.BeBefore(from);
        said.To.Should().BeEquivalentTo(anna.Address, ole.Address);
        said.Message.Should().StartWith($"Um {ShownTime.Clock(from, _house.Time)} Uhr wird hier geschlossen").And.Contain("Wir bauen um.");

        from = _house.Time.GetUtcNow().AddSeconds(10);
        await AnnounceAsync(from, announced);
        await _house.PassTimeAsync(Task.WhenAll(anna.Closed, ole.Closed, vera.Closed));
        _house.Time.GetUtcNow().Should().BeOnOrAfter(from);
        Said.All.Should().HaveCount(2, "once for each time");
    }

    private async Task<string?> AnnounceAsync(DateTimeOffset from, string? seen)
    {
        var reply = await _house.AskAsync("PUT", "/maintenance", new { kind = "closed", from, until = from.AddHours(1), sentence = "Wir bauen um." }, seen);
        reply.Status.Should().Be(200);
        return reply.Tag;
    }
}
