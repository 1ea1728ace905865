using Dapper;

namespace ConferenceGateway.Storage;

/// <summary>
/// Takes many rows out, a few at a time: SQLite has one writer, and a member whose room is to be placed must not wait for
/// the sweeping up.
/// </summary>
internal static class BatchDelete
{
    /// <summary>Rows of one transaction; a few milliseconds.</summary>
    public const int Most = 500;

    // Who waits for the lock looks for it every 150 ms (Microsoft.Data.Sqlite): it has to find it free.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs the statement, which heeds <c>@most</c>, until it finds fewer than that. How many rows went.</summary>
    public static async Task<int> RunAsync(Database database, string sql, object parameters, TimeProvider time, CancellationToken cancellation)
    {
        var all = 0;
        var values = new DynamicParameters(parameters);
        values.Add("most", Most);
        while (true)
        {
            int gone;
            await using (var connection = await database.ConnectAsync(cancellation))
                gone = await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation));
            all += gone;
            if (gone < Most)
                return all;
            await Task.Delay(Pause, time, cancellation);
        }
    }
}
