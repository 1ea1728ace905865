using System.Globalization;
using ConferenceGateway.Audit;
using ConferenceGateway.Portal;
using ConferenceGateway.Portal.Api;
using ConferenceGateway.Upkeep.Drains;
using ConferenceGateway.Upkeep.Glance;
using Json = ConferenceGateway.Upkeep.Api.UpkeepApiJson;

namespace ConferenceGateway.Upkeep.Api;

/// <summary>The fleet and its drains on the API.</summary>
internal static class FleetApi
{
    public static void MapFleetApi(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/fleet").WithTags("fleet");
        group.MapRead("", GetAsync).Needs(Right.FleetRead).Gives<FleetBody>()
            .Says("getFleet", "Shows the fleet at a glance: shards, bridges, load, what needs an admin.");
        group.MapRead("/{name}", FindAsync).Needs(Right.FleetRead).Gives<NodeBody>().CanFail(404)
            .Says("getNode", "Shows a shard or a bridge.", "By the shard's name or the bridge's server-id, which are unique over both.");
        group.MapRead("/{name}/drain", DrainAsync).Needs(Right.FleetRead).Gives<DrainBody>().CanFail(404)
            .Says("getDrain", "Shows what draining this node means, or how far it is.", "Who is affected, how long it will probably take, whether the others can carry it.");
        group.MapPut("/{name}/drain", BeginAsync).Needs(Right.FleetWrite).Takes<NewDrainBody>("""{"moveAt":"2027-03-04T22:00:00Z"}""").Gives<DrainBody>().CanFail(404, 409)
            .Says("putDrain", "Drains a node: no new rooms there from now on.", "The answer says whether it has taken effect; ask again until phase is empty. Doing it twice does it once.");
        group.MapDelete("/{name}/drain", UndoAsync).Needs(Right.FleetWrite).Gives<DrainBody>().CanFail(404)
            .Says("deleteDrain", "Opens a node again.", "A bridge counts as reopening until it reports so itself.");
    }

    private static IResult GetAsync(FleetReading reading) => ApiAnswer.Ok(FleetBody.Of(reading.Now()), Json.Api.FleetBody);

    private static IResult FindAsync(string name, FleetReading reading)
    {
        var seen = reading.Now();
        return FleetNode.Find(seen.Fleet, name) is { } node
            ? ApiAnswer.Ok(NodeBody.Of(node, seen), Json.Api.NodeBody)
            : ApiAnswer.Of(FleetNode.NoSuchNode);
    }

    private static async Task<IResult> DrainAsync(string name, DrainReading reading) => await reading.OfAsync(name) is { } facts
        ? ApiAnswer.Ok(DrainBody.Of(facts), Json.Api.DrainBody)
        : ApiAnswer.Of(FleetNode.NoSuchNode);

    private static async Task<IResult> BeginAsync(HttpContext context, string name, DrainChanges changes, TimeProvider time)
    {
        var (body, problem) = await ApiBody.ReadAsync(context, Json.Api.NewDrainBody);
        if (body is null)
            return ApiAnswer.Of(problem!);
        if (!TryParseMoment(body.MoveAt, time.GetUtcNow(), out var moveAt))
            return ApiAnswer.Of(new Problem.WrongValue(Text.Same("moveAt must be an instant such as 2027-03-04T22:00:00Z within the next 30 days, or now, or null.")));
        var actor = Actor.Of(context);
        var answer = await changes.BeginAsync(actor, name);
        if (answer is DrainAnswer.Done)
            answer = body.MoveAt is null ? await changes.StayAsync(actor, name) : await changes.MoveAsync(actor, name, body.MoveAt == "now" ? null : moveAt);
        return Answer(answer);
    }

    private static async Task<IResult> UndoAsync(HttpContext context, string name, DrainChanges changes) => Answer(await changes.UndoAsync(Actor.Of(context), name));

    private static IResult Answer(DrainAnswer answer) => answer is DrainAnswer.Done done
        ? ApiAnswer.Ok(DrainBody.Of(done.Facts), Json.Api.DrainBody)
        : ApiAnswer.Of(answer.Problem ?? new Problem.Internal());

    private static bool TryParseMoment(string? text, DateTimeOffset now, out DateTimeOffset? moment)
    {
        moment = null;
        if (text is null or "now")
            return true;
        // As all instants here: with an offset, so that nobody has to guess whose clock is meant.
        if (!DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var parsed)
            || !(text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10) || parsed > now.AddDays(30))
            return false;
        moment = parsed;
        return true;
    }
}
