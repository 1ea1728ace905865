using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Rooms.Passwords;
using ConferenceGateway.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Rooms.Passwords;

/// <summary>How many passwords may be tried at a door. Time is made by the tests.</summary>
public sealed class RoomGuessesTests : IAsyncLifetime
{
    private static readonly IPAddress Hall = IPAddress.Parse("198.51.100.7");
    private static readonly PasswordTry Wrong = new PasswordTry.Wrong(OnlyCase: false);
    private static readonly PasswordTry Right = new PasswordTry.Right();

    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2027-03-01T19:30:00Z", System.Globalization.CultureInfo.InvariantCulture));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("room-guesses-");
    private Database _database = null!;
    private RoomGuesses _guesses = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await Database.OpenAsync(Path.Combine(_folder.FullName, "gateway.db"));
        _guesses = Book();
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Ten_wrong_tries_a_minute_and_then_one_every_six_seconds()
    {
        for (var i = 0; i < RoomGuesses.PerSource; i++)
            (await TryAsync(From(Hall), Wrong)).Should().BeTrue("the hall has made {0} wrong tries", i);

        var eleventh = _guesses.EnterAsync(From(Hall), Cancel);
        eleventh.IsCompleted.Should().BeFalse();
        _time.Advance(TimeSpan.FromSeconds(5.9));
        eleventh.IsCompleted.Should().BeFalse("a sixth of a minute's ten leaks in six seconds");
        _time.Advance(TimeSpan.FromSeconds(0.2));

        (await eleventh).Should().BeNull("there is a place again");
    }

    [Fact]
    public async Task Right_tries_cost_nothing()
    {
        for (var i = 0; i < 500; i++)
            (await TryAsync(From(Hall), Right)).Should().BeTrue("all {0} before were right", i);
    }

    [Fact]
    public async Task Whoever_waits_ten_seconds_in_vain_is_told_when_to_come_back()
    {
        await FillAsync(From(Hall));
        var waiting = Enumerable.Range(0, 5).Select(_ => _guesses.EnterAsync(From(Hall), Cancel)).ToList();

        await AdvanceAsync(waiting, RoomGuesses.LongestWait + TimeSpan.FromSeconds(1));

        var answers = await Task.WhenAll(waiting);
        answers.Count(wait => wait is null).Should().Be(1, "one place leaks free in six seconds, and whoever has it keeps it");
        answers.Where(wait => wait is not null).Should().AllSatisfy(wait => wait.Should().BePositive().And.BeLessThan(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task Somebody_who_was_right_makes_place_for_those_who_wait()
    {
        for (var i = 0; i < RoomGuesses.PerSource - 1; i++)
            await TryAsync(From(Hall), Wrong);
        (await _guesses.EnterAsync(From(Hall), Cancel)).Should().BeNull("this one holds the last place while it is looked at");
        var waiting = _guesses.EnterAsync(From(Hall), Cancel);
        waiting.IsCompleted.Should().BeFalse();

        await _guesses.LeaveAsync(From(Hall), Right);

        (await waiting).Should().BeNull("the other's place is free, without any time");
    }

    [Fact]
    public async Task Where_many_are_right_a_few_may_mistype()
    {
        for (var i = 0; i < 40; i++)
            await TryAsync(From(Hall), Right);

        for (var i = 0; i < RoomGuesses.PerSource + 40; i++)
            (await TryAsync(From(Hall), Wrong)).Should().BeTrue("forty were right, and {0} wrong", i);
        _guesses.EnterAsync(From(Hall), Cancel).IsCompleted.Should().BeFalse("what the forty gave is used up");
        _guesses.EnterAsync(RoomGuesses.BucketsOf(Hall, Room("anders"), null), Cancel).IsCompleted.Should().BeTrue("another room has counts of its own");
    }

    [Fact]
    public async Task Strangers_of_many_networks_wait_after_sixty_while_a_known_browser_passes()
    {
        for (var i = 0; i < RoomGuesses.PerRoom; i++)
            (await TryAsync(From(IPAddress.Parse($"203.0.{i}.1")), Wrong)).Should().BeTrue("{0} networks guessed once each", i);

        _guesses.EnterAsync(From(IPAddress.Parse("192.0.2.1")), Cancel).IsCompleted.Should().BeFalse("the sixty-first stranger waits");
        foreach (var owner in (string[])["browser a1", "account 7", "invitation x"])
            (await TryAsync(RoomGuesses.BucketsOf(Hall, Room("vorstand"), owner), Right)).Should().BeTrue("{0} is known", owner);
    }

    [Fact]
    public async Task Browsers_that_somebody_made_known_by_the_old_password_guess_no_faster_than_sixty_a_minute()
    {
        for (var i = 0; i < RoomGuesses.PerRoom; i++)
            (await TryAsync(RoomGuesses.BucketsOf(Hall, Room("vorstand"), $"browser {i}"), Wrong)).Should().BeTrue();

        _guesses.EnterAsync(RoomGuesses.BucketsOf(Hall, Room("vorstand"), "browser next"), Cancel).IsCompleted.Should().BeFalse();
        _guesses.EnterAsync(RoomGuesses.BucketsOf(Hall, Room("vorstand"), "account 7"), Cancel).IsCompleted.Should().BeTrue();
        _guesses.EnterAsync(RoomGuesses.BucketsOf(IPAddress.Parse("203.0.113.9"), Room("vorstand"), "browser other"), Cancel).IsCompleted.Should().BeTrue("it is elsewhere");
    }

    [Fact]
    public async Task A_known_browser_has_ten_tries_too()
    {
        var known = RoomGuesses.BucketsOf(Hall, Room("vorstand"), "browser a1");
        await FillAsync(known);

        _guesses.EnterAsync(known, Cancel).IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task Two_addresses_of_one_network_are_one_source()
    {
        await FillAsync(From(IPAddress.Parse("2001:db8:7:1::1")));

        _guesses.EnterAsync(From(IPAddress.Parse("2001:db8:7:ffff::2")), Cancel).IsCompleted.Should().BeFalse("both are of one /48");
        _guesses.EnterAsync(From(IPAddress.Parse("2001:db8:8::2")), Cancel).IsCompleted.Should().BeTrue("another /48 is another source");
    }

    [Fact]
    public async Task A_restart_forgives_nobody()
    {
        await FillAsync(From(Hall));

        var after = Book();
        await after.LoadAsync();

        after.EnterAsync(From(Hall), Cancel).IsCompleted.Should().BeFalse("ten wrong tries are written down");
        _time.Advance(TimeSpan.FromMinutes(2));
        var later = Book();
        await later.LoadAsync();
        later.EnterAsync(From(Hall), Cancel).IsCompleted.Should().BeTrue("nothing is left of them after a minute");
    }

    [Fact]
    public async Task More_than_a_number_do_not_wait()
    {
        await FillAsync(From(Hall));
        var waiting = Enumerable.Range(0, RoomGuesses.MostWaitingOfOne).Select(_ => _guesses.EnterAsync(From(Hall), Cancel)).ToList();

        (await _guesses.EnterAsync(From(Hall), Cancel)).Should().BePositive("it is told at once, and does not wait");

        waiting.Should().AllSatisfy(each => each.IsCompleted.Should().BeFalse());
    }

    [Fact]
    public async Task Whoever_leaves_waits_no_longer()
    {
        await FillAsync(From(Hall));
        using var leaves = new CancellationTokenSource();
        var waiting = _guesses.EnterAsync(From(Hall), leaves.Token);

        await leaves.CancelAsync();

        await waiting.Invoking(each => each).Should().ThrowAsync<OperationCanceledException>();
        _time.Advance(TimeSpan.FromSeconds(7));
        _guesses.EnterAsync(From(Hall), Cancel).IsCompleted.Should().BeTrue("the place that leaked free was not taken by whoever left");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private RoomGuesses Book() => new(new GuessRows(_database, NullLogger<GuessRows>.Instance), _time, NullLogger<RoomGuesses>.Instance);

    private static TryBucket[] From(IPAddress address) => RoomGuesses.BucketsOf(address, Room("vorstand"), null);

    private static RoomName Room(string key) => RoomName.TryParseKey(key, out var room) ? room : throw new ArgumentException(key);

    private async Task<bool> TryAsync(TryBucket[] buckets, PasswordTry answer)
    {
        var entering = _guesses.EnterAsync(buckets, Cancel);
        if (!entering.IsCompleted || await entering is not null)
            return false;
        await _guesses.LeaveAsync(buckets, answer);
        return true;
    }

    private async Task FillAsync(TryBucket[] buckets)
    {
        for (var i = 0; i < RoomGuesses.PerSource; i++)
            await TryAsync(buckets, Wrong);
    }

    // Whoever is woken looks again on a thread of the pool, so the clock goes on in small steps until all have an answer.
    private async Task AdvanceAsync(IReadOnlyList<Task<TimeSpan?>> waiting, TimeSpan atLeast)
    {
        for (var gone = TimeSpan.Zero; gone < atLeast || waiting.Any(each => !each.IsCompleted); gone += TimeSpan.FromMilliseconds(200))
        {
            _time.Advance(TimeSpan.FromMilliseconds(200));
            await Task.Yield();
        }
    }
}
