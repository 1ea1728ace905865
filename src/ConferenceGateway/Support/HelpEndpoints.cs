using System.Data.Common;
using ConferenceGateway.Browsers.Check;
using ConferenceGateway.Browsers.Help;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Placement;
using ConferenceGateway.Portal;
using ConferenceGateway.Storage;
using Microsoft.Extensions.Primitives;

namespace ConferenceGateway.Support;

/// <summary>
/// The member's side, on MeetingUrl: asks for a code, sees what is kept, deletes it. The code stands in no address. A
/// browser that asks again within the hour keeps its code, and what lies under it is renewed: reloading makes no second one.
/// </summary>
internal sealed partial class HelpEndpoints(
    BrowserCheck check, SupportStore store, SupportLimit limit, HelpProof proof, FleetView fleet, PlacementBook placements,
    MeetingForm forms, PageWriter pages, ProblemWriter problems, TimeProvider time, ILogger<HelpEndpoints> logger)
{
    /// <summary>The form's field that deletes; its value is <see cref="HelpProof.FieldOf"/>.</summary>
    public const string DeleteField = "delete";

    // A room of 200 characters that each need nine, the probes and the devices have room in it.
    private const int MostBytes = 4096;

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            if (HttpMethods.IsPost(context.Request.Method))
                await TakeAsync(context);
            else if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
                await ShowAsync(context);
            else
                await problems.WriteAsync(context, new Problem.MethodNotAllowed("GET, HEAD, POST"));
        }
        catch (DbException e)
        {
            Log.DatabaseAway(logger, Database.Explain(e));
            await problems.WriteAsync(context, new Problem.DatabaseAway());
        }
    }

    private async Task ShowAsync(HttpContext context)
    {
        if (proof.Of(context) is { } id && await store.FindByIdAsync(id) is { } stored)
            await WriteAsync(context, stored, null);
        else
            await pages.WriteAsync<HelpAskPage>(context, StatusCodes.Status200OK);
    }

    private async Task TakeAsync(HttpContext context)
    {
        if (await forms.ReadAsync(context, MostBytes) is not { } form)
            return;

        if (form.TryGetValue(DeleteField, out var wish))
            await DeleteAsync(context, wish.ToString());
        else
            await MakeAsync(context, form);
    }

    private async Task MakeAsync(HttpContext context, IReadOnlyDictionary<string, StringValues> form)
    {
        RoomName? room = TypedRoom.TryParse(One(HelpRequest.Room) ?? "", out var typed, out _) ? typed : null;
        if (proof.Of(context) is { } own && await store.FindByIdAsync(own) is { } old)
        {
            // It sees what it has beyond every limit.
            await WriteAsync(context, limit.Renews(own) ? await store.ReplaceAsync(own, Entry()) ?? old : old, room);
            return;
        }

        if (limit.Wait(context.Connection.RemoteIpAddress) is { } wait)
        {
            await problems.WriteAsync(context, new Problem.TooManyCodes(wait));
            return;
        }

        var entry = Entry();
        if (await store.AddAsync(entry, SupportCode.Make) is not { } stored)
        {
            await problems.WriteAsync(context, new Problem.TooManyCodes(HourlySweep.Interval));
            return;
        }

        Log.Made(logger, entry.Kind);
        proof.Remember(context, stored);
        await WriteAsync(context, stored, room);

        SupportEntry Entry() => SupportEntry.Of(Judge(context.Request, One(HelpRequest.Probes)), One(HelpRequest.Devices), time.GetUtcNow()) with { Shard = ShardOf(context, room) };
        string? One(string field) => form.TryGetValue(field, out var values) && values is [{ } value] ? value : null;
    }

    private Verdict Judge(HttpRequest request, string? probes) => Refinement.Refine(check.Judge(request), ProbeReport.Parse(probes));

    private string? ShardOf(HttpContext context, RoomName? room)
    {
        if (room is not { } name)
            return null;
        var snapshot = fleet.Current;
        return placements.Propose(name, snapshot, ClientAddress.SourceOf(context.Connection.RemoteIpAddress))?.Id.Name;
    }

    private async Task DeleteAsync(HttpContext context, string field)
    {
        if (proof.Read(field) is not { } id)
        {
            await problems.WriteAsync(context, new Problem.StaleForm());
            return;
        }

        // One that is gone already is what was wished for.
        await store.DeleteAsync(id);
        proof.Forget(context);
        await pages.WriteAsync<HelpDeletedPage>(context, StatusCodes.Status200OK);
    }

    private Task WriteAsync(HttpContext context, StoredSupport stored, RoomName? room) =>
        pages.WriteAsync<HelpCodePage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(HelpCodePage.Stored)] = stored,
            [nameof(HelpCodePage.Proof)] = proof.FieldOf(stored),
            [nameof(HelpCodePage.Back)] = room is { } name ? "/" + name.Link : null,
        });

    private static partial class Log
    {
        [LoggerMessage(7501, LogLevel.Information, "A support code was made; the verdict was {Verdict}")]
        public static partial void Made(ILogger logger, VerdictKind verdict);

        [LoggerMessage(7502, LogLevel.Error, "Support codes need the database, which is away: {Reason}")]
        public static partial void DatabaseAway(ILogger logger, string reason);
    }
}
