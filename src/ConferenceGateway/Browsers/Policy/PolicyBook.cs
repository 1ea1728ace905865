using ConferenceGateway.Storage;

namespace ConferenceGateway.Browsers.Policy;

/// <summary>Keeps what the requests read in step with the stored policy.</summary>
internal sealed class PolicyBook(PolicyStore store, PolicyView view, Database database) : KeptInStep(database)
{
    /// <inheritdoc/>
    protected override async Task ReadAsync() => view.Set((await store.CurrentAsync()).Policy);
}
