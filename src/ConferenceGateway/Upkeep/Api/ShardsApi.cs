using System.Text.Json;
using ConferenceGateway.Audit;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Fleet.Nodes;
using ConferenceGateway.Portal;
using ConferenceGateway.Portal.Api;
using Json = ConferenceGateway.Upkeep.Api.UpkeepApiJson;

namespace ConferenceGateway.Upkeep.Api;

/// <summary>
/// Adding, changing and removing shards on the API. Not below <c>/fleet</c>, where every segment is the name of a node.
/// </summary>
internal static class ShardsApi
{
    private const string Example = """{"settings":{"Name":"gamma","Address":"https://gamma.example.org","Bridges":[{"ServerId":"g1","Address":"http://10.0.0.9:9090","PrivateAddress":"http://10.0.0.9:8080"}]}}""";

    public static void MapShardsApi(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/shards").WithTags("fleet");
        group.MapRead("", ListAsync).Needs(Right.FleetRead).IsPaged().Gives<ApiList<WrittenShardBody>>()
            .Says("listShards", "Lists the shards as they are written, by name.");
        group.MapPost("", AddAsync).Needs(Right.FleetWrite).Takes<NewShardBody>(Example).GivesRevision<WrittenShardBody>(201).CanFail(409)
            .Says("addShard", "Adds a shard while the gateway runs.", "It takes rooms as soon as it has answered.");
        group.MapRead("/{name}", GetAsync).Needs(Right.FleetRead).GivesRevision<WrittenShardBody>().CanFail(404)
            .Says("getShard", "Shows a shard as it is written, without its secrets.");
        group.MapPut("/{name}", ChangeAsync).Needs(Right.FleetWrite).Takes<NewShardBody>(Example).NeedsMatch().GivesRevision<WrittenShardBody>().CanFail(404)
            .Says("changeShard", "Changes a shard while the gateway runs.", "What is sent replaces what was, but for secrets that are left out.");
        group.MapDelete("/{name}", RemoveAsync).Needs(Right.FleetWrite).NeedsMatch().GivesNothing().CanFail(404, 409)
            .Says("removeShard", "Removes a shard that is drained and empty, or does not answer.");
        group.MapDelete("/{name}/changes", ReturnAsync).Needs(Right.FleetWrite).NeedsMatch().GivesNothing().CanFail(404, 409)
            .Says("returnShard", "Takes back what was changed here: the shard of the settings holds again.");
    }

    private static IResult ListAsync(HttpContext context, FleetView fleet, NodesBook book)
    {
        if (ApiPaging.Read(context, out var paging) is { } problem)
            return ApiAnswer.Of(problem);
        var shards = fleet.Current.Shards.Select(shard => shard.Id.Name).Where(name => string.CompareOrdinal(name, paging.After ?? "") > 0).Order(StringComparer.Ordinal)
            .Select(name => (Name: name, Written: book.Find(name))).Where(shard => shard.Written is not null).Take(paging.Wanted).ToArray();
        return ApiAnswer.Ok(paging.Page(shards, shard => shard.Name, shard => WrittenShardBody.Of(shard.Name, shard.Written!)), Json.Api.ApiListWrittenShardBody);
    }

    private static IResult GetAsync(string name, NodesBook book) => Written(name, book) ?? ApiAnswer.Of(NoSuchShard);

    private static async Task<IResult> AddAsync(HttpContext context, ShardChanges changes, NodesBook book)
    {
        var (draft, problem) = await ReadAsync(context);
        if (draft is null)
            return ApiAnswer.Of(problem!);
        var answer = await changes.AddAsync(Actor.Of(context), draft);
        return answer is NodeAnswer.Done done && book.Find(draft.Name) is { } written
            ? ApiAnswer.Created("/shards/" + Uri.EscapeDataString(draft.Name), WrittenShardBody.Of(draft.Name, written), Json.Api.WrittenShardBody, done.Revision)
            : ApiAnswer.Of(ProblemOf(answer));
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, string name, ShardChanges changes, NodesBook book)
    {
        var (draft, problem) = await ReadAsync(context);
        if (draft is null)
            return ApiAnswer.Of(problem!);
        var answer = await changes.ChangeAsync(Actor.Of(context), name, ApiMatch.Seen(context), draft);
        return answer is NodeAnswer.Done ? Written(name, book) ?? ApiAnswer.Of(NoSuchShard) : ApiAnswer.Of(ProblemOf(answer));
    }

    private static async Task<IResult> RemoveAsync(HttpContext context, string name, ShardChanges changes) =>
        Nothing(await changes.RemoveAsync(Actor.Of(context), name, ApiMatch.Seen(context)));

    private static async Task<IResult> ReturnAsync(HttpContext context, string name, ShardChanges changes) =>
        Nothing(await changes.ReturnToSettingsAsync(Actor.Of(context), name, ApiMatch.Seen(context)));

    private static IResult Nothing(NodeAnswer answer) => answer is NodeAnswer.Done ? ApiAnswer.Nothing : ApiAnswer.Of(ProblemOf(answer));

    private static IResult? Written(string name, NodesBook book) => book.Find(name) is { } written
        ? ApiAnswer.Ok(WrittenShardBody.Of(name, written), Json.Api.WrittenShardBody, written.Stored?.Revision ?? 0)
        : null;

    private static async Task<(ShardDraft? Draft, Problem? Problem)> ReadAsync(HttpContext context)
    {
        var (body, problem) = await ApiBody.ReadAsync(context, Json.Api.NewShardBody);
        if (body is null)
            return (null, problem);
        return body.Settings.ValueKind == JsonValueKind.Object && ShardDraft.Parse(body.Settings.GetRawText()) is { } draft
            ? (draft, null)
            : (null, new Problem.WrongValue(Text.Same("settings must be an object in the shape of the settings of one shard.")));
    }

    private static Problem NoSuchShard { get; } = new Problem.NotFound(new("Einen Shard mit diesem Namen gibt es nicht.", "There is no shard of that name."));

    private static Problem ProblemOf(NodeAnswer answer) => answer switch
    {
        NodeAnswer.Faulty faulty => new Problem.WrongValue(Text.Same(OneLine.Of(string.Join(' ', faulty.Faults)))),
        NodeAnswer.Changed => new Problem.Changed(),
        NodeAnswer.Unknown => NoSuchShard,
        NodeAnswer.Taken => new Problem.Conflict(new("Einen Shard mit diesem Namen gibt es schon.", "There is a shard of that name already.")),
        NodeAnswer.InUse => new Problem.Conflict(new("Dort sind vielleicht noch Menschen. Den Shard erst leeren, und warten, bis er leer ist.", "People may be there. Drain the shard first, and wait until it is empty.")),
        _ => new Problem.Internal(),
    };
}
