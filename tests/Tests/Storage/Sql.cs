using Microsoft.Data.Sqlite;

namespace ConferenceGateway.Tests.Storage;

/// <summary>Looks into a database file as somebody else would.</summary>
internal static class Sql
{
    public static async Task<object?> ScalarAsync(string path, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
