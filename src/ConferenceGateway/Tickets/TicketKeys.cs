using System.Data.Common;
using System.Security.Cryptography;
using ConferenceGateway.Storage;
using Dapper;

namespace ConferenceGateway.Tickets;

/// <summary>
/// Holds the keys of tickets, from the database, and makes a new one every week. A key verifies for two weeks longer than
/// any ticket lives, so nobody is put out by a change of keys.
/// </summary>
internal sealed class TicketKeys(Database database, TimeProvider time)
{
    /// <summary>After this time a newer key signs.</summary>
    public static readonly TimeSpan SignsFor = TimeSpan.FromDays(7);

    /// <summary>After this time a key is forgotten.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(21);

    private TicketKeyRing? _current;

    /// <summary>The keys now.</summary>
    public TicketKeyRing Current => Volatile.Read(ref _current) ?? throw new InvalidOperationException("The keys are not loaded.");

    /// <summary>Reads the keys, and makes the first one.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task LoadAsync()
    {
        try
        {
            await RotateAsync(CancellationToken.None);
        }
        catch (DbException e)
        {
            throw database.Fault(e);
        }
    }

    /// <summary>Makes a new key where the newest is old, forgets those that nothing needs, and reads what another gateway made.</summary>
    public async Task RotateAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.ConnectAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(
            "DELETE FROM ticket_keys WHERE made_ms <= @before", new { before = (now - Kept).ToUnixTimeMilliseconds() }, transaction);
        var rows = (await connection.QueryAsync<KeyRow>(
            "SELECT id AS Id, secret AS Secret, made_ms AS MadeMs FROM ticket_keys ORDER BY made_ms, id", null, transaction)).ToList();
        if (rows.Count == 0 || now - rows[^1].MadeAt >= SignsFor)
        {
            var made = new KeyRow
            {
                Id = Enumerable.Range(1, 255).First(id => rows.TrueForAll(row => row.Id != id)),
                Secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
                MadeMs = now.ToUnixTimeMilliseconds(),
            };
            await connection.ExecuteAsync("INSERT INTO ticket_keys (id, secret, made_ms) VALUES (@Id, @Secret, @MadeMs)", made, transaction);
            rows.Add(made);
        }

        await transaction.CommitAsync(cancellation);
        Volatile.Write(ref _current, new TicketKeyRing([.. rows.Select(row => new TicketKey((byte)row.Id, Convert.FromBase64String(row.Secret), row.MadeAt))]));
    }

    private sealed record KeyRow
    {
        public long Id { get; init; }
        public string Secret { get; init; } = "";
        public long MadeMs { get; init; }
        public DateTimeOffset MadeAt => DateTimeOffset.FromUnixTimeMilliseconds(MadeMs);
    }
}
