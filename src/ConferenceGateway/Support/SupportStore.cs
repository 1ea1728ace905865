using System.Data.Common;
using ConferenceGateway.Browsers.Help;
using ConferenceGateway.Storage;
using Dapper;

namespace ConferenceGateway.Support;

/// <summary>What members have left, in the database.</summary>
internal sealed class SupportStore(Database database, HelpOptions options, TimeProvider time)
{
    /// <summary>
    /// So many at once; far more than any operator helps in two weeks. A flood takes away the oldest then, and not the help
    /// of who is on the phone now; at its fastest (<see cref="SupportLimit.InAllAtMost"/>) a code still lives for most of a day.
    /// </summary>
    public const int Most = 20_000;

    // With 20,000 of 34 million taken, even the second try is rare.
    private const int MostTries = 20;

    private const string InsertSql = """
        INSERT INTO support_codes (code, id, made_ms, verdict, said_de, said_en, rule, policy_version, engine, engine_major, brand, brand_major, os, os_version, is_mobile, is_in_app, app, probes, devices, shard)
        VALUES (@Code, @Id, @MadeMs, @Verdict, @SaidDe, @SaidEn, @Rule, @PolicyVersion, @Engine, @EngineMajor, @Brand, @BrandMajor, @Os, @OsVersion, @IsMobile, @IsInApp, @App, @Probes, @Devices, @Shard)
        ON CONFLICT (code) DO NOTHING
        """;

    private const string ReplaceSql = """
        UPDATE support_codes SET made_ms = @MadeMs, verdict = @Verdict, said_de = @SaidDe, said_en = @SaidEn, rule = @Rule, policy_version = @PolicyVersion,
            engine = @Engine, engine_major = @EngineMajor, brand = @Brand, brand_major = @BrandMajor, os = @Os, os_version = @OsVersion,
            is_mobile = @IsMobile, is_in_app = @IsInApp, app = @App, probes = @Probes, devices = @Devices, shard = @Shard
        WHERE id = @Id
        """;

    private const string MakeRoomSql = "DELETE FROM support_codes WHERE code IN (SELECT code FROM support_codes ORDER BY made_ms, id LIMIT @spare)";

    private const string SweepSql = "DELETE FROM support_codes WHERE code IN (SELECT code FROM support_codes WHERE made_ms <= @beforeMs LIMIT @most)";

    /// <summary>Stores it under a code that no other has, and where there are too many, in the oldest one's place; null: no code is free.</summary>
    /// <param name="entry">What was left.</param>
    /// <param name="make">Makes codes.</param>
    public async Task<StoredSupport?> AddAsync(SupportEntry entry, Func<SupportCode> make)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM support_codes", transaction: transaction) is >= Most and var count)
            await connection.ExecuteAsync(MakeRoomSql, new { spare = count - Most + 1 }, transaction);
        for (var tries = 0; tries < MostTries; tries++)
        {
            var stored = new StoredSupport(make(), Guid.NewGuid().ToString("N"), entry);
            if (await connection.ExecuteAsync(InsertSql, SupportRow.Of(stored.Code, stored.Id, entry), transaction) == 0)
                continue;
            await transaction.CommitAsync();
            return stored;
        }

        return null;
    }

    /// <summary>Puts something newer in the place of one that is still there, under the same code; null: it is not there.</summary>
    public async Task<StoredSupport?> ReplaceAsync(string id, SupportEntry entry)
    {
        await using (var connection = await database.ConnectAsync())
            await connection.ExecuteAsync(ReplaceSql, SupportRow.Of(default, id, entry));
        return await FindByIdAsync(id);
    }

    /// <summary>One by its id; null: it is gone.</summary>
    public async Task<StoredSupport?> FindByIdAsync(string id)
    {
        await using var connection = await database.ConnectAsync();
        return (await connection.QuerySingleOrDefaultAsync<SupportRow>(
            $"SELECT {SupportRow.Columns} FROM support_codes WHERE id = @id AND made_ms > @beforeMs", new { id, beforeMs = Before }))?.ToStored();
    }

    /// <summary>What lies under a code; null: nothing, or nothing any more.</summary>
    public async Task<StoredSupport?> FindAsync(SupportCode code)
    {
        await using var connection = await database.ConnectAsync();
        return await FindAsync(connection, null, code);
    }

    /// <summary>The same inside a transaction.</summary>
    public async Task<StoredSupport?> FindAsync(DbConnection connection, DbTransaction? transaction, SupportCode code) =>
        (await connection.QuerySingleOrDefaultAsync<SupportRow>(
            $"SELECT {SupportRow.Columns} FROM support_codes WHERE code = @code AND made_ms > @beforeMs", new { code = code.Text, beforeMs = Before }, transaction))?.ToStored();

    /// <summary>Takes one out by its id; one that is gone is gone.</summary>
    public async Task DeleteAsync(string id)
    {
        await using var connection = await database.ConnectAsync();
        await connection.ExecuteAsync("DELETE FROM support_codes WHERE id = @id", new { id });
    }

    /// <summary>How many there are.</summary>
    public async Task<int> CountAsync()
    {
        await using var connection = await database.ConnectAsync();
        return await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM support_codes WHERE made_ms > @beforeMs", new { beforeMs = Before });
    }

    /// <summary>Takes out what is too old. How many.</summary>
    public Task<int> SweepAsync(CancellationToken cancellation) => BatchDelete.RunAsync(database, SweepSql, new { beforeMs = Before }, time, cancellation);

    private long Before => (time.GetUtcNow() - options.Keep).ToUnixTimeMilliseconds();
}
