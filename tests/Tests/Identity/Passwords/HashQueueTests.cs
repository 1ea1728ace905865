using AwesomeAssertions;
using ConferenceGateway.Identity;
using ConferenceGateway.Identity.Passwords;
using ConferenceGateway.Portal;
using Xunit;

namespace ConferenceGateway.Tests.Identity.Passwords;

public sealed class HashQueueTests
{
    private static readonly SignInOptions Options = new();

    [Fact]
    public async Task A_password_is_known_again_and_its_capitals_count()
    {
        using var queue = new HashQueue(Options);
        var hash = await queue.HashAsync("Passw0rd");

        (await queue.VerifyAsync(hash, "Passw0rd")).Should().Be(PasswordVerdict.Right);
        (await queue.VerifyAsync(hash, "passw0rd")).Should().Be(PasswordVerdict.Wrong);
    }

    [Fact]
    public async Task Without_a_hash_the_same_work_is_done()
    {
        using var queue = new HashQueue(Options);

        (await queue.VerifyAsync(null, "x")).Should().Be(PasswordVerdict.Wrong);
        (await queue.VerifyAsync("rubbish", "x")).Should().Be(PasswordVerdict.Wrong);

        queue.Done.Should().Be(2);
    }

    [Fact]
    public async Task A_hash_that_cost_less_than_today_is_told()
    {
        using var queue = new HashQueue(Options with { HashPasses = 3 });

        (await queue.VerifyAsync(PasswordHash.Make("x", new(19, 2)).ToString(), "x")).Should().Be(PasswordVerdict.RightButCheap);
        (await queue.VerifyAsync(PasswordHash.Make("x", new(19, 2)).ToString(), "y")).Should().Be(PasswordVerdict.Wrong);
    }

    [Fact]
    public async Task Of_many_at_once_few_wait_and_the_others_are_refused_at_once()
    {
        using var queue = new HashQueue(Options);

        var all = Enumerable.Range(0, 200).Select(_ => queue.VerifyAsync(null, "x")).ToList();
        var verdicts = await Task.WhenAll(all);

        var done = verdicts.Count(verdict => verdict == PasswordVerdict.Wrong);
        done.Should().BeGreaterThanOrEqualTo(HashQueue.MostWaiting).And.BeLessThan(200);
        verdicts.Count(verdict => verdict == PasswordVerdict.Busy).Should().Be(200 - done);
        queue.Done.Should().Be(done);
    }

    [Fact]
    public async Task One_account_has_no_more_than_its_share_whatever_it_asks_for()
    {
        using var queue = new HashQueue(Options);
        using var go = new ManualResetEventSlim();
        // The thread is busy with this, and nothing leaves the queue meanwhile.
        var held = queue.WeighAsync(Hold, "somebody");
        var insider = Enumerable.Range(0, 2 * HashQueue.MostWaiting).Select(_ => queue.VerifyAsync(null, "x", "insider")).ToList();
        var other = queue.VerifyAsync(null, "x", "other");

        go.Set();

        (await Task.WhenAll(insider)).Count(verdict => verdict == PasswordVerdict.Wrong).Should().Be(HashQueue.MostWaitingOfOne);
        (await other).Should().Be(PasswordVerdict.Wrong);
        (await held).Should().Be((true, null));
        (await queue.WeighAsync(() => null, "insider")).IsWeighed.Should().BeTrue("its places are free again");
        queue.Done.Should().Be(HashQueue.MostWaitingOfOne + 1, "weighing is no hash");

        Text? Hold()
        {
            go.Wait(TimeSpan.FromSeconds(30));
            return null;
        }
    }

    [Fact]
    public async Task Who_leaves_is_not_computed_for()
    {
        using var queue = new HashQueue(Options);
        using var leaving = new CancellationTokenSource();
        var stays = queue.VerifyAsync(null, "x");
        var leaves = Enumerable.Range(0, 10).Select(_ => queue.VerifyAsync(null, "x", cancellation: leaving.Token)).ToList();

        await leaving.CancelAsync();

        foreach (var one in leaves)
            await ((Func<Task>)(() => one)).Should().ThrowAsync<OperationCanceledException>();
        await stays;
        await queue.VerifyAsync(null, "x");
        queue.Done.Should().BeLessThan(12);
    }

    [Fact]
    public async Task A_fault_is_the_askers_and_the_queue_goes_on()
    {
        using var queue = new HashQueue(Options);

        await ((Func<Task>)(() => queue.HashAsync("\ud800"))).Should().ThrowAsync<ArgumentException>();

        (await queue.HashAsync("x")).Should().NotBeNull();
    }
}
