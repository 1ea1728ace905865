using ConferenceGateway.Audit;
using ConferenceGateway.Core;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.Passwords;

namespace ConferenceGateway.Identity.Guessing;

/// <summary>What became of a typed password.</summary>
internal abstract record TryAnswer
{
    /// <summary>It is the account's.</summary>
    public sealed record Right(Account Account) : TryAnswer;

    /// <summary>It is not, or there is no such account, or none that may sign in so: nobody learns which.</summary>
    public sealed record Wrong : TryAnswer;

    /// <summary>Nobody looked at it.</summary>
    public sealed record Wait(TimeSpan Time) : TryAnswer;
}

/// <summary>
/// The only way to a typed password. Wrong ones are counted for the account, for the source and in all; where a count is
/// full nothing is hashed. Each gets slower. Names that no account has are treated as those of accounts.
/// </summary>
internal sealed partial class PasswordTries(
    GuessBook book, GuessStore store, Devices devices, HashQueue hashes, AccountStore accounts, AccountChanges changes, SignInOptions options, TimeProvider time,
    ILogger<PasswordTries> logger) : IDisposable
{
    /// <summary>More tries do not wait for their turn at once.</summary>
    public const int MostWaiting = 100;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan RefusalDelay = TimeSpan.FromSeconds(0.5);

    private readonly SemaphoreSlim _loading = new(1);
    private bool _isLoaded;
    private int _waiting;

    /// <summary>Tries a password for a name, as somebody typed both.</summary>
    public async Task<TryAnswer> TryAsync(HttpContext context, string name, string password)
    {
        var isName = AccountName.TryParse(name, out var parsed);
        var account = isName ? await accounts.FindByNameAsync(parsed) : null;
        return await TryAsync(context, OwnerOf(isName ? parsed.Key : name), account, password);
    }

    /// <summary>Tries a password for an account that is known: somebody proves again who they are.</summary>
    public Task<TryAnswer> TryAsync(HttpContext context, Account account, string password) =>
        TryAsync(context, OwnerOf(account.Name), account, password);

    /// <summary>How many wrong passwords there were for that account since this was last asked.</summary>
    public Task<long> TakeTotalAsync(Account account) => store.TakeTotalAsync(OwnerOf(account.Name));

    /// <inheritdoc/>
    public void Dispose() => _loading.Dispose();

    private async Task<TryAnswer> TryAsync(HttpContext context, string owner, Account? account, string password)
    {
        await LoadAsync();
        var device = await devices.FindAsync(context, account);
        IReadOnlyList<Bucket> buckets = device is not null
            ? [new("device " + device, options.WrongTriesPerAccount)]
            :
            [
                new(owner, options.WrongTriesPerAccount),
                new("source " + ClientAddress.Masked(context.Connection.RemoteIpAddress), options.WrongTriesPerSource),
                new("all", options.WrongTriesInAll),
            ];
        var admission = book.Admit(buckets);
        if (admission is not Admission.Admitted { Levels: var levels, IsFilling: var isFilling })
        {
            // Whoever goes on without a pause gets one: a refusal costs a page, and the others' requests share the core.
            await PauseAsync(RefusalDelay, context.RequestAborted);
            return new TryAnswer.Wait(((Admission.Full)admission).Wait);
        }

        if (!await DelayAsync(levels, context.RequestAborted))
        {
            book.Forgive(buckets);
            return new TryAnswer.Wait(LongestDelay);
        }

        var hash = account?.DisabledAt is null ? account?.PasswordHash : null;
        var verdict = PasswordRules.IsHashable(password) ? await hashes.VerifyAsync(hash, password, owner, context.RequestAborted) : PasswordVerdict.Wrong;
        if (verdict == PasswordVerdict.Wrong)
        {
            if (isFilling)
                Log.Full(logger, device is null ? "a name" : "a known device");
            await store.AddAsync(Actor.Of(context), buckets.Select((bucket, i) => (bucket.Subject, levels[i])), owner, account, isFilling);
            return new TryAnswer.Wrong();
        }

        book.Forgive(buckets);
        if (verdict == PasswordVerdict.Busy)
        {
            await PauseAsync(RefusalDelay, context.RequestAborted);
            return new TryAnswer.Wait(TimeSpan.FromSeconds(2));
        }

        if (verdict == PasswordVerdict.RightButCheap && await hashes.HashAsync(password, owner, context.RequestAborted) is { } dearer)
            await changes.RehashAsync(account!.Id, account.PasswordHash!, dearer);
        return new TryAnswer.Right(account!);
    }

    // The second wrong try costs nothing: people mistype. From then on each takes twice as long as the one before. A source
    // is many people, so it counts a third.
    private async Task<bool> DelayAsync(IReadOnlyList<double> levels, CancellationToken cancellation)
    {
        var behind = Math.Max(levels[0], levels.Count > 1 ? levels[1] / 3 : 0) - 3;
        if (behind < -0.5)
            return true;
        var delay = TimeSpan.FromSeconds(0.25 * Math.Pow(2, Math.Min(behind, 10)));
        return await PauseAsync(delay < LongestDelay ? delay : LongestDelay, cancellation);
    }

    /// <summary>Waits; false, at once: too many wait already.</summary>
    private async Task<bool> PauseAsync(TimeSpan delay, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return false;
        }

        try
        {
            await Task.Delay(delay, time, cancellation);
            return true;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private async Task LoadAsync()
    {
        if (Volatile.Read(ref _isLoaded))
            return;
        await _loading.WaitAsync();
        try
        {
            if (!_isLoaded)
                book.Restore(await store.ListAsync());
            Volatile.Write(ref _isLoaded, true);
        }
        finally
        {
            _loading.Release();
        }
    }

    // Somebody may have typed the password into the wrong field.
    private static string OwnerOf(string name) => "account " + Secret.HashOf(name.Length <= 1000 ? name : name[..1000]);

    private static partial class Log
    {
        [LoggerMessage(2200, LogLevel.Warning, "No more passwords are tried for {What}: too many were wrong. It goes on as they leak away")]
        public static partial void Full(ILogger logger, string what);
    }
}
