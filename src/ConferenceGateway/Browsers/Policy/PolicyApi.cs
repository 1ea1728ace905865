using System.Collections.Immutable;
using System.Globalization;
using ConferenceGateway.Audit;
using ConferenceGateway.Browsers.Visits;
using ConferenceGateway.Portal;
using ConferenceGateway.Portal.Api;
using ConferenceGateway.UserAgents.Policy;
using Json = ConferenceGateway.Browsers.Policy.PolicyApiJson;

namespace ConferenceGateway.Browsers.Policy;

/// <summary>The browser policy on the API: the whole list at once, past the draft of the page.</summary>
internal static class PolicyApi
{
    // 200 rules with long sentences have 160 KB, and three times that where a program writes each umlaut as \u00e4.
    private const int MostBytes = 512 * 1024;

    private const string Example = """{"rules":[{"brand":"Firefox","toVersion":114,"outcome":"blocked","german":"Diese Version ist zu alt.","english":"This version is too old.","decidedBy":"technical group"}]}""";

    public static void MapPolicyApi(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/policy").WithTags("policy");
        group.MapRead("", GetAsync).Needs(Right.PolicyRead).GivesRevision<PolicyBody>()
            .Says("getPolicy", "Shows the browser policy in force.");
        group.MapPut("", PutAsync).Needs(Right.PolicyWrite).Takes<PolicyRulesBody>(Example).NeedsMatch().GivesRevision<PolicyBody>()
            .Says("putPolicy", "Puts a list of rules in force at once.", "The whole list is sent. The draft of the page stays as it is. What is wrong is named with rule and field.");
        group.MapPost("/dry-run", TryAsync).Needs(Right.PolicyRead).Takes<PolicyRulesBody>(Example).Gives<DryRunBody>()
            .Says("tryPolicy", "Shows what a list of rules would do to the visits of the last 30 days.", "It changes nothing.");
        group.MapRead("/versions", ListAsync).Needs(Right.PolicyRead).IsPaged().Gives<ApiList<PolicyVersionBody>>()
            .Says("listPolicyVersions", "Lists the versions that were put in force, the newest first.");
        group.MapRead("/versions/{version}", FindAsync).Needs(Right.PolicyRead).Gives<PolicyBody>().CanFail(404)
            .Says("getPolicyVersion", "Shows one version, also a past one. 0 is what ships with the gateway.");
    }

    private static async Task<IResult> GetAsync(PolicyStore store)
    {
        var current = await store.CurrentAsync();
        return ApiAnswer.Ok(PolicyBody.Of(current), Json.Api.PolicyBody, current.Policy.Version);
    }

    private static async Task<IResult> PutAsync(HttpContext context, PolicyChanges changes)
    {
        var (rules, problem) = await ReadAsync(context);
        if (rules is not { } list)
            return ApiAnswer.Of(problem!);
        return await changes.PutAsync(Actor.Of(context), ApiMatch.Seen(context), list) switch
        {
            PolicyAnswer.Done done => ApiAnswer.Ok(PolicyBody.Of(done.State.Current), Json.Api.PolicyBody, done.State.Current.Policy.Version),
            var refused => ApiAnswer.Of(refused.Problem ?? new Problem.Internal()),
        };
    }

    private static async Task<IResult> TryAsync(HttpContext context, PolicyChanges changes, PolicyStore store, VisitStore visits)
    {
        var (rules, problem) = await ReadAsync(context);
        if (rules is not { } list)
            return ApiAnswer.Of(problem!);
        if (changes.Faults(list) is { Count: > 0 } faults)
            return ApiAnswer.Of(new PolicyAnswer.Faulty(faults).Problem!);
        var current = (await store.CurrentAsync()).Policy;
        var run = DryRun.Of(await visits.ListAsync(changes.Today), current, current with { Rules = list }, BrowserWay.Jitsi, changes.Today);
        return ApiAnswer.Ok(DryRunBody.Of(run), Json.Api.DryRunBody);
    }

    private static async Task<IResult> ListAsync(HttpContext context, PolicyStore store)
    {
        if (ApiPaging.Read(context, out var paging) is { } problem)
            return ApiAnswer.Of(problem);
        long? before = null;
        if (paging.After is { } key)
        {
            if (!long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
                return ApiAnswer.Of(new Problem.WrongValue(Text.Same("after must be the value of next of the page before, unchanged.")));
            before = version;
        }

        var rows = await store.ListAsync(before, paging.Wanted);
        return ApiAnswer.Ok(paging.Page(rows, row => row.Version.ToString(CultureInfo.InvariantCulture), row => row), Json.Api.ApiListPolicyVersionBody);
    }

    private static async Task<IResult> FindAsync(string version, PolicyStore store) =>
        long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && await store.FindAsync(number) is { } found
            ? ApiAnswer.Ok(PolicyBody.Of(found), Json.Api.PolicyBody)
            : ApiAnswer.Of(new Problem.NotFound(PolicyTexts.NoSuchVersion));

    private static async Task<(ImmutableArray<PolicyRule>? Rules, Problem? Problem)> ReadAsync(HttpContext context)
    {
        var (body, problem) = await ApiBody.ReadAsync(context, Json.Api.PolicyRulesBody, MostBytes);
        if (body is null)
            return (null, problem);
        if (body.Rules is null)
            return (null, new Problem.WrongValue(Text.Same("rules must be the whole list of rules; it is missing.")));
        return PolicyText.Read(body.Rules, out var fault) is { } rules ? (rules, null) : (null, new Problem.WrongValue(fault!));
    }
}
