using ConferenceGateway.Audit;
using ConferenceGateway.Storage;
using Dapper;

namespace ConferenceGateway.Support;

/// <summary>
/// Opens and deletes what a member has left, each with its row of the audit in one transaction: who reads about somebody's
/// device is known. The page and the API come here.
/// </summary>
internal sealed class SupportChanges(Database database, SupportStore store, AuditLog audit)
{
    /// <summary>What lies under a code; null: nothing, or nothing any more.</summary>
    public Task<StoredSupport?> OpenAsync(Actor actor, SupportCode code) => ActAsync(actor, code, "support.open", delete: false);

    /// <summary>Deletes it; null: there was nothing.</summary>
    public Task<StoredSupport?> DeleteAsync(Actor actor, SupportCode code) => ActAsync(actor, code, "support.delete", delete: true);

    private async Task<StoredSupport?> ActAsync(Actor actor, SupportCode code, string action, bool delete)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (await store.FindAsync(connection, transaction, code) is not { } found)
            return null;
        if (delete)
            await connection.ExecuteAsync("DELETE FROM support_codes WHERE code = @code", new { code = code.Text }, transaction);
        // Not the code: auditors read this, and may not open it.
        await audit.AppendAsync(transaction, actor, new(action, found.Id, code.End));
        await transaction.CommitAsync();
        return found;
    }
}
