using ConferenceGateway.Audit;
using ConferenceGateway.Storage;
using Microsoft.Extensions.Time.Testing;

namespace ConferenceGateway.Tests.Audit;

/// <summary>An audit in a database of its own, and a clock.</summary>
internal sealed class AuditBook : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2027, 3, 4, 20, 0, 0, TimeSpan.Zero));

    public Database Database { get; private set; } = null!;

    public AuditStore Store { get; private set; } = null!;

    public string Path => System.IO.Path.Combine(_folder.FullName, "gateway.db");

    public static async Task<AuditBook> OpenAsync()
    {
        var book = new AuditBook();
        book.Database = await Database.OpenAsync(book.Path);
        book.Store = new AuditStore(book.Database);
        return book;
    }

    public Task AppendAsync(string action, string subjectName = "", Actor? actor = null, Dictionary<string, string?>? before = null, Dictionary<string, string?>? after = null) =>
        AppendAsync(Database, Time, [new AuditEntry(action, subjectName, subjectName) { Before = before, After = after }], actor);

    public static async Task AppendAsync(Database database, TimeProvider time, IEnumerable<AuditEntry> entries, Actor? actor = null)
    {
        var log = new AuditLog(time);
        await using var connection = await database.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var entry in entries)
            await log.AppendAsync(transaction, actor ?? Actor.Gateway, entry);
        await transaction.CommitAsync();
    }

    public async Task<IReadOnlyList<string>> NamesAsync(AuditFilter filter, long? after = null, int count = 100) =>
        [.. (await Store.ListAsync(filter, after, count)).Select(row => row.SubjectName)];

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
