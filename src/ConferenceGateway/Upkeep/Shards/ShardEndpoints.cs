using System.Globalization;
using ConferenceGateway.Audit;
using ConferenceGateway.Fleet;
using ConferenceGateway.Fleet.Nodes;
using ConferenceGateway.Portal;
using ConferenceGateway.Upkeep.Nodes;

namespace ConferenceGateway.Upkeep.Shards;

/// <summary>The pages that add, change and remove shards while the gateway runs.</summary>
internal static class ShardEndpoints
{
    public static void MapShards(this IEndpointRouteBuilder portal)
    {
        var change = NodeLinks.Change("{name}");
        // Whoever says where a shard is says where everybody's meetings go.
        portal.MapPage(NodeLinks.NewShard, AskNewAsync).Needs(Right.FleetWrite).NeedsProof();
        portal.MapForm(NodeLinks.NewShard, AddAsync).Needs(Right.FleetWrite).NeedsProof();
        portal.MapPage(change, AskAsync).Needs(Right.FleetWrite).NeedsProof();
        portal.MapForm(change, ChangeAsync).Needs(Right.FleetWrite).NeedsProof();
        portal.MapForm(NodeLinks.Return("{name}"), ReturnAsync).Needs(Right.FleetWrite).NeedsProof();
        portal.MapForm(NodeLinks.Remove("{name}"), RemoveAsync).Needs(Right.FleetWrite);
    }

    private static Task AskNewAsync(HttpContext context, PageWriter pages) => WriteAsync(context, pages, ShardForm.New(), null, StatusCodes.Status200OK);

    private static async Task AskAsync(HttpContext context, string name, NodesBook book, PageWriter pages, ProblemWriter problems)
    {
        if (book.Find(name) is { } written)
            await WriteAsync(context, pages, ShardForm.Of(written), name, StatusCodes.Status200OK, isInSettings: written.IsInSettings);
        else
            await problems.WriteAsync(context, FleetNode.NoSuchNode);
    }

    private static async Task AddAsync(HttpContext context, ShardChanges changes, NodesBook book, FleetView fleet, MessageCookie messages, PageWriter pages)
    {
        var form = ShardForm.Of(context.Request.Form);
        var name = form[ShardForm.Name];
        var answer = await changes.AddAsync(Actor.Of(context), form.ToDraft(null));
        switch (answer)
        {
            case NodeAnswer.Done:
                Lead(context, messages, ShardTexts.Saved(name), NodeLinks.Of(name));
                return;
            case NodeAnswer.Faulty faulty:
                form.Note(faulty.Faults, PlaceOf(name, book, fleet));
                break;
            case NodeAnswer.Taken:
                form.Faults[ShardForm.Name] = ShardFaultTexts.Taken;
                break;
        }

        await WriteAsync(context, pages, form, null, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task ChangeAsync(HttpContext context, string name, ShardChanges changes, NodesBook book, FleetView fleet, MessageCookie messages, PageWriter pages, ProblemWriter problems)
    {
        if (book.Find(name) is not { } written)
        {
            await problems.WriteAsync(context, FleetNode.NoSuchNode);
            return;
        }

        var form = ShardForm.Of(context.Request.Form);
        switch (await changes.ChangeAsync(Actor.Of(context), name, form.Revision, form.ToDraft(written.Draft)))
        {
            case NodeAnswer.Done:
                Lead(context, messages, ShardTexts.Saved(name), NodeLinks.Of(name));
                break;
            case NodeAnswer.Changed changed:
                form.Revision = changed.Revision;
                await WriteAsync(context, pages, form, name, StatusCodes.Status409Conflict, ShardTexts.Changed, written.IsInSettings);
                break;
            case NodeAnswer.Faulty faulty:
                form.Note(faulty.Faults, PlaceOf(name, book, fleet));
                await WriteAsync(context, pages, form, name, StatusCodes.Status422UnprocessableEntity, isInSettings: written.IsInSettings);
                break;
            default:
                await problems.WriteAsync(context, FleetNode.NoSuchNode);
                break;
        }
    }

    private static async Task ReturnAsync(HttpContext context, string name, ShardChanges changes, NodesBook book, MessageCookie messages, ProblemWriter problems)
    {
        var next = book.Find(name)?.IsInSettings == true ? NodeLinks.Of(name) : NodeLinks.Fleet;
        await AnswerAsync(context, await changes.ReturnToSettingsAsync(Actor.Of(context), name, Seen(context)), ShardTexts.Returned, next, messages, problems);
    }

    private static async Task RemoveAsync(HttpContext context, string name, ShardChanges changes, MessageCookie messages, ProblemWriter problems) =>
        await AnswerAsync(context, await changes.RemoveAsync(Actor.Of(context), name, Seen(context)), ShardTexts.Gone, NodeLinks.Fleet, messages, problems);

    private static async Task AnswerAsync(HttpContext context, NodeAnswer answer, Text done, string next, MessageCookie messages, ProblemWriter problems)
    {
        switch (answer)
        {
            case NodeAnswer.Done:
                Lead(context, messages, done, next);
                break;
            case NodeAnswer.InUse used:
                await problems.WriteAsync(context, new Problem.Conflict(ShardTexts.InUse(used.Name)));
                break;
            case NodeAnswer.Changed:
                await problems.WriteAsync(context, new Problem.Changed());
                break;
            case NodeAnswer.Faulty faulty:
                await problems.WriteAsync(context, new Problem.Conflict(Text.Same(string.Join(' ', faulty.Faults))));
                break;
            default:
                await problems.WriteAsync(context, FleetNode.NoSuchNode);
                break;
        }
    }

    /// <summary>
    /// The place of a shard in the list that faults name places of: those of the settings in their order, then the new ones by
    /// their names.
    /// </summary>
    private static int PlaceOf(string name, NodesBook book, FleetView fleet)
    {
        var names = fleet.Current.Shards.Select(shard => shard.Id.Name).ToList();
        return names.IndexOf(name) is >= 0 and var place ? place
            : names.Count(other => book.Find(other)?.IsInSettings != false || string.CompareOrdinal(other, name) < 0);
    }

    private static long Seen(HttpContext context) =>
        long.TryParse(context.Request.Form["revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : -1;

    private static void Lead(HttpContext context, MessageCookie messages, Text done, string next)
    {
        messages.Say(context, done);
        SeeOther.Send(context, next);
    }

    private static Task WriteAsync(HttpContext context, PageWriter pages, ShardForm form, string? name, int status, Text? refusal = null, bool isInSettings = false) =>
        pages.WriteAsync<ShardPage>(context, status, new()
        {
            [nameof(ShardPage.Form)] = form,
            [nameof(ShardPage.Name)] = name,
            [nameof(ShardPage.Refusal)] = refusal,
            [nameof(ShardPage.IsInSettings)] = isInSettings,
        });
}
