using System.Globalization;
using ConferenceGateway.Audit;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Identity.ApiKeys;

/// <summary>The pages about keys: which there are, a new one, revoking one.</summary>
internal static class KeysEndpoints
{
    public const string Path = "/admin/keys";
    public const string NewPath = Path + "/new";
    public const string RevokePath = Path + "/revoke";

    public static void MapKeys(this IEndpointRouteBuilder portal)
    {
        portal.MapPage(Path, ListAsync).Needs(Right.KeysRead);
        portal.MapPage(NewPath, AskAsync).Needs(Right.KeysWrite).NeedsProof();
        portal.MapForm(NewPath, MakeAsync).Needs(Right.KeysWrite).NeedsProof();
        // Taking a right away needs no new proof: whoever finds a lost key should not be held up.
        portal.MapForm(RevokePath, RevokeAsync).Needs(Right.KeysWrite);
    }

    private static async Task ListAsync(HttpContext context, PageWriter pages, ApiKeyStore keys, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var all = (await keys.ListAsync()).OrderBy(key => key.StateAt(now)).ThenBy(key => key.Name, StringComparer.OrdinalIgnoreCase).ThenBy(key => key.Id, StringComparer.Ordinal).ToArray();
        await pages.WriteAsync<KeysPage>(context, StatusCodes.Status200OK, new() { [nameof(KeysPage.Keys)] = all, [nameof(KeysPage.Now)] = now });
    }

    private static Task AskAsync(HttpContext context, PageWriter pages) => pages.WriteAsync<NewKeyPage>(
        context, StatusCodes.Status200OK, new() { [nameof(NewKeyPage.Days)] = ApiKeyWish.UsualDays.ToString(CultureInfo.InvariantCulture) });

    private static async Task MakeAsync(HttpContext context, PageWriter pages, ApiKeyChanges changes)
    {
        var form = context.Request.Form;
        var days = int.TryParse(form["days"], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
        var faults = new Dictionary<string, Text>();
        Problem? refusal = null;
        if (ApiKeyWish.Read(form["name"], [.. form["scopes"]], days, faults) is { } wish)
        {
            var answer = await changes.MakeAsync(Actor.Of(context), Caller.Of(context)!, wish);
            if (answer is ApiKeyAnswer.Made made)
            {
                await pages.WriteAsync<MadeKeyPage>(context, StatusCodes.Status200OK, new() { [nameof(MadeKeyPage.Key)] = made.Key, [nameof(MadeKeyPage.Secret)] = made.Text });
                return;
            }

            refusal = answer.Problem;
        }

        await pages.WriteAsync<NewKeyPage>(context, refusal?.Status ?? StatusCodes.Status422UnprocessableEntity, new()
        {
            [nameof(NewKeyPage.Name)] = form["name"].ToString(),
            [nameof(NewKeyPage.Scopes)] = form["scopes"].ToArray(),
            [nameof(NewKeyPage.Days)] = form["days"].ToString(),
            [nameof(NewKeyPage.Faults)] = faults,
            [nameof(NewKeyPage.Refusal)] = refusal is null ? null : ProblemTexts.Advice(refusal),
        });
    }

    private static async Task RevokeAsync(HttpContext context, ApiKeyChanges changes, MessageCookie messages, ProblemWriter problems)
    {
        var answer = await changes.RevokeAsync(Actor.Of(context), context.Request.Form["id"].ToString());
        if (answer is not ApiKeyAnswer.Revoked revoked)
        {
            await problems.WriteAsync(context, answer.Problem ?? new Problem.Internal());
            return;
        }

        messages.Say(context, KeysTexts.RevokedMessage(revoked.Key.Name));
        SeeOther.Send(context, Path);
    }
}
