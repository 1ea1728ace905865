using System.Globalization;
using ConferenceGateway.Browsers.Policy;
using ConferenceGateway.Storage;
using ConferenceGateway.UserAgents;
using ConferenceGateway.UserAgents.Policy;
using Dapper;

namespace ConferenceGateway.Browsers.Visits;

/// <summary>Counts of visits in the database.</summary>
internal sealed class VisitStore(Database database)
{
    /// <summary>How many days are kept, today among them.</summary>
    public const int Days = 30;

    private const string AddSql = """
        INSERT INTO visits (day, engine, engine_major, brand, brand_major, os, is_mobile, is_in_app, visits)
        VALUES (@Day, @Engine, @EngineMajor, @Brand, @BrandMajor, @Os, @IsMobile, @IsInApp, @Visits)
        ON CONFLICT (day, engine, engine_major, brand, brand_major, os, is_mobile, is_in_app) DO UPDATE SET visits = visits.visits + excluded.visits
        """;

    private const string SelectSql = """
        SELECT engine AS Engine, engine_major AS EngineMajor, brand AS Brand, brand_major AS BrandMajor, os AS Os,
               is_mobile AS IsMobile, is_in_app AS IsInApp, sum(visits) AS Visits
        FROM visits WHERE day BETWEEN @from AND @to GROUP BY engine, engine_major, brand, brand_major, os, is_mobile, is_in_app
        """;

    private const string SweepSql = "DELETE FROM visits WHERE rowid IN (SELECT rowid FROM visits WHERE day < @first LIMIT @most)";

    /// <summary>Adds counts, all or none.</summary>
    public async Task AddAsync(IReadOnlyDictionary<(DateOnly Day, VisitKey Key), long> visits, CancellationToken cancellation = default)
    {
        if (visits.Count == 0)
            return;
        await using var connection = await database.ConnectAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(AddSql, visits.Select(pair => VisitRow.Of(pair.Key.Day, pair.Key.Key, pair.Value)), transaction);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The visits of the last <see cref="Days"/> days up to that one, each kind of browser once.</summary>
    public async Task<IReadOnlyList<CountedBrowser>> ListAsync(DateOnly today) =>
        [.. (await RowsAsync(today.AddDays(1 - Days), today)).Select(row => new CountedBrowser(row.Key.ToBrowser(), row.Visits))];

    /// <summary>Which rows a day has.</summary>
    public async Task<IReadOnlyList<VisitKey>> KeysAsync(DateOnly day) => [.. (await RowsAsync(day, day)).Select(row => row.Key)];

    /// <summary>Lets go of days before the last <see cref="Days"/>. How many rows went.</summary>
    public Task<int> LetGoAsync(DateOnly today, TimeProvider time, CancellationToken cancellation) =>
        BatchDelete.RunAsync(database, SweepSql, new { first = VisitRow.DayOf(today.AddDays(1 - Days)) }, time, cancellation);

    private async Task<IEnumerable<VisitRow>> RowsAsync(DateOnly from, DateOnly to)
    {
        await using var connection = await database.ConnectAsync();
        return await connection.QueryAsync<VisitRow>(SelectSql, new { from = VisitRow.DayOf(from), to = VisitRow.DayOf(to) });
    }

    private sealed record VisitRow
    {
        public string Day { get; init; } = "";
        public string Engine { get; init; } = "";
        public long EngineMajor { get; init; }
        public string Brand { get; init; } = "";
        public long BrandMajor { get; init; }
        public string Os { get; init; } = "";
        public bool IsMobile { get; init; }
        public bool IsInApp { get; init; }
        public long Visits { get; init; }

        // What a later program counted, and this one does not know, is unknown.
        public VisitKey Key => new(
            PolicyNames<Engine>.Find(Engine) ?? UserAgents.Engine.Unknown, (int)EngineMajor, Brand, (int)BrandMajor,
            PolicyNames<Os>.Find(Os) ?? UserAgents.Os.Unknown, IsMobile, IsInApp);

        public static VisitRow Of(DateOnly day, VisitKey key, long visits) => new()
        {
            Day = DayOf(day),
            Engine = PolicyNames<Engine>.Of(key.Engine),
            EngineMajor = key.EngineMajor,
            Brand = key.Brand,
            BrandMajor = key.BrandMajor,
            Os = PolicyNames<Os>.Of(key.Os),
            IsMobile = key.IsMobile,
            IsInApp = key.IsInApp,
            Visits = visits,
        };

        public static string DayOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
