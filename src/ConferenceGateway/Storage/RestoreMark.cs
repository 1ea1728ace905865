using System.Data.Common;
using System.Globalization;
using Dapper;

namespace ConferenceGateway.Storage;

/// <summary>
/// A number in the database's header that grows with each restore under a running gateway: who keeps rows in memory reads
/// them again when it changes. It travels with the content, in the same transaction.
/// </summary>
internal static class RestoreMark
{
    public static Task<int> ReadAsync(DbConnection connection) => connection.ExecuteScalarAsync<int>("PRAGMA user_version");

    // A pragma takes no parameters.
    public static Task SetAsync(DbConnection connection, int mark) =>
        connection.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {mark}"));
}
