using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using ConferenceGateway.Core;
using ConferenceGateway.Identity.Passwords;
using ConferenceGateway.Tickets;

namespace ConferenceGateway.Rooms.Passwords;

/// <summary>
/// The only way to a room's password. The slow hash is computed for the first right one of a meeting; from then on a keyed
/// hash in memory says right or wrong at once, so two hundred who come together do not wait for each other. Thread-safe.
/// </summary>
internal sealed class RoomPasswords(HashQueue hashes, RoomGuesses guesses, KnownBrowsers browsers) : IDisposable
{
    // Known to this process alone: what is in memory says nothing to whoever finds it elsewhere.
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<RoomName, Remembered> _remembered = new();
    // One at a time for all rooms: there is one thread that hashes, and whoever waits here finds the answer remembered.
    private readonly SemaphoreSlim _hashing = new(1);

    /// <summary>Tries what somebody typed at the door of a room.</summary>
    /// <param name="context">Where it comes from; a right one is remembered in its browser.</param>
    /// <param name="room">The room, which has a password.</param>
    /// <param name="typed">As it was typed.</param>
    /// <param name="ticket">What this visitor holds already: a sign-in or an invitation is not held up by strangers' tries.</param>
    public async Task<PasswordTry> TryAsync(HttpContext context, Room room, string? typed, Ticket? ticket)
    {
        // No room has such a password, so nothing is learnt by it.
        if (TypedPassword.Normalised(typed) is not { } password)
            return new PasswordTry.Wrong(OnlyCase: false);
        var buckets = RoomGuesses.BucketsOf(context.Connection.RemoteIpAddress, room.Name, OwnerOf(context, room.Name, ticket));
        if (await guesses.EnterAsync(buckets, context.RequestAborted) is { } wait)
            return new PasswordTry.Wait(wait);

        PasswordTry answer = new PasswordTry.Wait(TimeSpan.FromSeconds(2));
        try
        {
            answer = await CompareAsync(room, password, context.RequestAborted);
        }
        finally
        {
            await guesses.LeaveAsync(buckets, answer);
        }

        if (answer is PasswordTry.Right)
            browsers.Remember(context, room.Name);
        return answer;
    }

    /// <summary>Hashes a new password; null: too many wait already.</summary>
    public async Task<RoomPasswordHashes?> HashAsync(string normalised, CancellationToken cancellation = default)
    {
        if (await hashes.HashAsync(normalised, cancellation: cancellation) is not { } exact)
            return null;
        var small = TypedPassword.Small(normalised);
        if (small == normalised)
            return new(exact, exact);
        return await hashes.HashAsync(small, cancellation: cancellation) is { } other ? new(exact, other) : null;
    }

    /// <summary>A password that has just been set, or was right, need not be hashed again.</summary>
    public void Remember(Room room, string normalised)
    {
        if (room.PasswordHash is { } hash)
            _remembered[room.Name] = new(hash, Keyed(room, normalised), Keyed(room, TypedPassword.Small(normalised)));
    }

    /// <inheritdoc/>
    public void Dispose() => _hashing.Dispose();

    private string? OwnerOf(HttpContext context, RoomName room, Ticket? ticket) => ticket switch
    {
        { Kind: TicketKind.Member, Account: { } account } => "account " + account,
        { Kind: TicketKind.Invited, Invitation: { } invitation } => "invitation " + invitation,
        _ => browsers.IdFor(context, room) is { } id ? "browser " + id : null,
    };

    private async Task<PasswordTry> CompareAsync(Room room, string password, CancellationToken cancellation)
    {
        if (FromMemory(room, password) is { } known)
            return known;
        await _hashing.WaitAsync(cancellation);
        try
        {
            // Somebody before us may have been right.
            return FromMemory(room, password) ?? await FromHashAsync(room, password, cancellation);
        }
        finally
        {
            _hashing.Release();
        }
    }

    private PasswordTry? FromMemory(Room room, string password)
    {
        if (!_remembered.TryGetValue(room.Name, out var known) || known.Hash != room.PasswordHash)
            return null;
        if (CryptographicOperations.FixedTimeEquals(known.Exact, Keyed(room, password)))
            return new PasswordTry.Right();
        return new PasswordTry.Wrong(CryptographicOperations.FixedTimeEquals(known.Small, Keyed(room, TypedPassword.Small(password))));
    }

    private async Task<PasswordTry> FromHashAsync(Room room, string password, CancellationToken cancellation)
    {
        switch (await hashes.VerifyAsync(room.PasswordHash, password, cancellation: cancellation))
        {
            case PasswordVerdict.Right or PasswordVerdict.RightButCheap:
                Remember(room, password);
                return new PasswordTry.Right();
            case PasswordVerdict.Busy:
                return new PasswordTry.Wait(TimeSpan.FromSeconds(2));
        }

        // Where both are one hash, this one was just compared, unless the typed one has capitals.
        var small = TypedPassword.Small(password);
        if (room.PasswordSmallHash == room.PasswordHash && small == password)
            return new PasswordTry.Wrong(OnlyCase: false);
        return await hashes.VerifyAsync(room.PasswordSmallHash, small, cancellation: cancellation) switch
        {
            PasswordVerdict.Busy => new PasswordTry.Wait(TimeSpan.FromSeconds(2)),
            var verdict => new PasswordTry.Wrong(OnlyCase: verdict != PasswordVerdict.Wrong),
        };
    }

    private byte[] Keyed(Room room, string normalised) =>
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{room.Name.Key}\0{normalised}"));

    /// <summary>The password that belongs to that hash, as keyed hashes.</summary>
    private sealed record Remembered(string Hash, byte[] Exact, byte[] Small);
}
