using ConferenceGateway.Audit;
using ConferenceGateway.Identity.ApiKeys;
using ConferenceGateway.Portal;
using ConferenceGateway.Portal.Api;
using Json = ConferenceGateway.Identity.Api.IdentityApiJson;

namespace ConferenceGateway.Identity.Api;

/// <summary>API keys on the API, and what the asking key may.</summary>
internal static class KeysApi
{
    public static void MapKeysApi(this RouteGroupBuilder api)
    {
        // Whatever a key may, it may know it: no right beyond being a key.
        api.MapRead("/me", MeAsync).RequireAuthorization().WithTags("keys").Gives<MeBody>()
            .Says("getMe", "Shows whose key this is, and what it may at this moment.");
        var group = api.MapGroup("/keys").WithTags("keys");
        group.MapRead("", ListAsync).Needs(Right.KeysRead).IsPaged().Gives<ApiList<KeyBody>>()
            .Says("listKeys", "Lists the API keys in the order of their ids, also those that open nothing any more.");
        group.MapPost("", CreateAsync).Needs(Right.KeysWrite).Takes<NewKeyBody>("""{"name":"evening backup","scopes":["audit:read"],"days":90}""").GivesRevision<MadeKeyBody>(201).CanFail(409)
            .Says("createKey", "Creates an API key.", "Its owner is the owner of the asking key. The answer carries the secret, which is not shown again.");
        group.MapRead("/{id}", GetAsync).Needs(Right.KeysRead).GivesRevision<KeyBody>().CanFail(404)
            .Says("getKey", "Shows an API key.");
        group.MapDelete("/{id}", RevokeAsync).Needs(Right.KeysWrite).NeedsMatch().GivesRevision<KeyBody>().CanFail(404)
            .Says("revokeKey", "Revokes an API key.", "From the next request on it opens nothing. It stays in the list.");
    }

    private static async Task<IResult> MeAsync(HttpContext context, ApiKeyStore keys, TimeProvider time)
    {
        var caller = Caller.Of(context)!;
        return await keys.FindAsync(caller.Key!) is not { } key
            ? ApiAnswer.Of(new Problem.NotSignedIn())
            : ApiAnswer.Ok(new MeBody(
                caller.Account, caller.Name, [.. RoleNames.Each(caller.Roles)], KeyBody.Of(key, time.GetUtcNow()),
                [.. Right.Scopes.Where(caller.Has).Select(right => right.Name)]), Json.Api.MeBody);
    }

    private static async Task<IResult> ListAsync(HttpContext context, ApiKeyStore keys, TimeProvider time)
    {
        if (ApiPaging.Read(context, out var paging) is { } problem)
            return ApiAnswer.Of(problem);
        var now = time.GetUtcNow();
        return ApiAnswer.Ok(paging.Page(await keys.ListAsync(paging.After ?? "", paging.Wanted), key => key.Id, key => KeyBody.Of(key, now)), Json.Api.ApiListKeyBody);
    }

    private static async Task<IResult> GetAsync(string id, ApiKeyStore keys, TimeProvider time) => await keys.FindAsync(id) is { } key
        ? Answer(key, time)
        : ApiAnswer.Of(new ApiKeyAnswer.Unknown().Problem!);

    private static async Task<IResult> CreateAsync(HttpContext context, ApiKeyChanges changes, TimeProvider time)
    {
        var (body, problem) = await ApiBody.ReadAsync(context, Json.Api.NewKeyBody);
        if (body is null)
            return ApiAnswer.Of(problem!);
        var faults = new Dictionary<string, Text>();
        if (ApiKeyWish.Read(body.Name, body.Scopes, body.Days, faults) is not { } wish)
            return ApiAnswer.Of(new Problem.WrongValue(faults.Values.First()));
        return await changes.MakeAsync(Actor.Of(context), Caller.Of(context)!, wish) switch
        {
            ApiKeyAnswer.Made made => ApiAnswer.Created(
                "/keys/" + made.Key.Id, new MadeKeyBody(KeyBody.Of(made.Key, time.GetUtcNow()), made.Text), Json.Api.MadeKeyBody, made.Key.Revision),
            var refused => ApiAnswer.Of(refused.Problem ?? new Problem.Internal()),
        };
    }

    private static async Task<IResult> RevokeAsync(HttpContext context, string id, ApiKeyChanges changes, TimeProvider time) =>
        await changes.RevokeAsync(Actor.Of(context), id, ApiMatch.Seen(context)) switch
        {
            ApiKeyAnswer.Revoked revoked => Answer(revoked.Key, time),
            var refused => ApiAnswer.Of(refused.Problem ?? new Problem.Internal()),
        };

    private static IResult Answer(ApiKey key, TimeProvider time) => ApiAnswer.Ok(KeyBody.Of(key, time.GetUtcNow()), Json.Api.KeyBody, key.Revision);
}
