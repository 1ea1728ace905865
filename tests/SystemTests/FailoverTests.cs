using AwesomeAssertions;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.SystemTests;

/// <summary>Five lost shards of each kind, side by side; the Benchmarks lose a hundred of each, with 500 rooms.</summary>
public sealed class FailoverTests
{
    private const int Houses = 5;
    private const int Rooms = 20;
    private const int Others = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(50);

    [Theory]
    [InlineData(nameof(FailoverLoss.Refused), 10)]
    [InlineData(nameof(FailoverLoss.BlackHoled), 25)]
    public async Task The_rooms_of_a_lost_shard_are_soon_usable_again_each_has_moved_once_and_together_and_no_other_has_moved(string lost, int seconds)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limited.CancelAfter(Patience);
        var all = await Task.WhenAll(Enumerable.Range(0, Houses).Select(_ => LoseAsync(Enum.Parse<FailoverLoss>(lost), limited.Token)));

        foreach (var figures in all)
        {
            figures.Back.Should().HaveCount(Rooms);
            figures.Back.Max().Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(seconds));
            figures.Should().Match<FailoverFigures>(found => found.Split == 0 && found.NotOnce == 0 && found.OthersMoved == 0);
        }
    }

    private static async Task<FailoverFigures> LoseAsync(FailoverLoss loss, CancellationToken cancel)
    {
        await using var house = await FailoverHouse.OpenAsync(Rooms, Others, cancel);
        return await house.LoseAsync(loss, cancel);
    }
}
