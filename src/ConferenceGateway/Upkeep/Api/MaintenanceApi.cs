using ConferenceGateway.Audit;
using ConferenceGateway.Notices;
using ConferenceGateway.Portal;
using ConferenceGateway.Portal.Api;
using ConferenceGateway.Upkeep.Closing;
using Json = ConferenceGateway.Upkeep.Api.UpkeepApiJson;

namespace ConferenceGateway.Upkeep.Api;

/// <summary>The maintenance on the API: one thing that is there or not, with a revision of its own where it is not.</summary>
internal static class MaintenanceApi
{
    private const string Path = "/maintenance";

    public static void MapMaintenanceApi(this RouteGroupBuilder api)
    {
        var group = api.MapGroup(Path).WithTags("fleet");
        group.MapRead("", GetAsync).Needs(Right.FleetRead).GivesRevision<AnnouncedBody>()
            .Says("getMaintenance", "Shows the maintenance that is announced or holds.");
        group.MapPut("", PutAsync).Needs(Right.FleetWrite).Takes<NewMaintenanceBody>("""{"kind":"closed","from":"2027-03-04T23:00:00Z","until":"2027-03-05T01:00:00Z","sentence":"Wir bauen um."}""")
            .NeedsMatch().GivesRevision<AnnouncedBody>()
            .Says("putMaintenance", "Announces a maintenance, or changes the one that is announced.", "It begins and ends by the clock.");
        group.MapDelete("", EndAsync).Needs(Right.FleetWrite).NeedsMatch().GivesRevision<AnnouncedBody>()
            .Says("deleteMaintenance", "Ends a maintenance, or takes it back before it begins.");
    }

    private static IResult GetAsync(MaintenanceBook book, TimeProvider time) => Answer(book.Current, time);

    private static async Task<IResult> PutAsync(HttpContext context, MaintenanceChanges changes, TimeProvider time)
    {
        var (body, problem) = await ApiBody.ReadAsync(context, Json.Api.NewMaintenanceBody);
        if (body is null)
            return ApiAnswer.Of(problem!);
        var faults = new Dictionary<string, Text>();
        if (MaintenanceWish.Read(body.Kind, body.From, body.Until, body.Sentence, time.GetUtcNow(), faults) is not { } wish)
            return ApiAnswer.Of(new Problem.WrongValue(faults.Values.First()));
        return Answer(await changes.AnnounceAsync(Actor.Of(context), wish, ApiMatch.Seen(context)), time);
    }

    private static async Task<IResult> EndAsync(HttpContext context, MaintenanceChanges changes, TimeProvider time) =>
        Answer(await changes.EndAsync(Actor.Of(context), ApiMatch.Seen(context)), time);

    private static IResult Answer(MaintenanceAnswer answer, TimeProvider time) => answer is MaintenanceAnswer.Done done
        ? Answer(done.Now, time)
        : ApiAnswer.Of(answer.Problem ?? new Problem.Internal());

    private static IResult Answer(Maintenance? now, TimeProvider time) => ApiAnswer.Ok(
        new AnnouncedBody(now is null ? null : MaintenanceBody.Of(now, time.GetUtcNow())), Json.Api.AnnouncedBody, now?.Revision ?? MaintenanceChanges.Nothing);
}
