using ConferenceGateway.Browsers.Visits;
using ConferenceGateway.Portal;
using ConferenceGateway.UserAgents.Policy;

namespace ConferenceGateway.Browsers.Policy;

/// <summary>Writes the page of the policy, with what its draft would do to the visits of the last days.</summary>
internal sealed class PolicyPages(PolicyStore store, PolicyChanges changes, VisitStore visits, PageWriter pages)
{
    // Past versions on the page; the API has all of them.
    private const int MostVersions = 50;

    /// <summary>The page; <paramref name="refusal"/> says why a form has done nothing.</summary>
    public async Task ShowAsync(HttpContext context, int status = StatusCodes.Status200OK, Text? refusal = null)
    {
        var state = await store.StateAsync();
        var today = changes.Today;
        var current = state.Current.Policy;
        var run = state.Draft is { } draft
            ? DryRun.Of(await visits.ListAsync(today), current, current with { Rules = draft.Rules }, BrowserWay.Jitsi, today)
            : null;
        await pages.WriteAsync<PolicyPage>(context, status, new()
        {
            [nameof(PolicyPage.State)] = state,
            [nameof(PolicyPage.Run)] = run,
            [nameof(PolicyPage.Faults)] = state.Draft is null ? [] : changes.Faults(state.Rules),
            [nameof(PolicyPage.Ended)] = PolicyCheck.Ended(state.Rules, today),
            [nameof(PolicyPage.Versions)] = await store.ListAsync(null, MostVersions),
            [nameof(PolicyPage.Refusal)] = refusal,
        });
    }
}
