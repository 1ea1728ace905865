using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms.Changes;
using ConferenceGateway.Rooms.Live;
using ConferenceGateway.Rooms.Passwords;

namespace ConferenceGateway.Rooms.Chair;

/// <summary>Reads what the pages of rooms show, and writes them.</summary>
internal sealed class RoomPages(
    RoomAccess access, RoomBook rooms, RoomPeople people, KnockBook knocks, ConnectionTable connections, AccountStore accounts, RoomAhead ahead, Origins origins, TimeProvider time, PageWriter pages, ProblemWriter problems)
{
    /// <summary>Rooms on one page of the list of all.</summary>
    public const int AtOnce = 50;

    /// <summary>The list, with what came of a name that somebody wanted.</summary>
    public async Task WriteListAsync(HttpContext context, int status = StatusCodes.Status200OK, string? typed = null, Text? fault = null)
    {
        var caller = Caller.Of(context)!;
        var parameters = new Dictionary<string, object?>
        {
            [nameof(RoomsPage.Own)] = access.OwnOf(caller).Select(room => RowOf(room, null)).ToArray(),
            [nameof(RoomsPage.MayClaim)] = access.MayClaim(caller),
            [nameof(RoomsPage.Typed)] = typed,
            [nameof(RoomsPage.Fault)] = fault,
        };
        if (RoomAccess.SeesAll(caller))
            await AddAllAsync(context, caller, parameters);
        await pages.WriteAsync<RoomsPage>(context, status, parameters);
    }

    /// <summary>One room, as it is now.</summary>
    public async Task WriteAsync(HttpContext context, RoomName name, RoomReply? reply = null, int status = StatusCodes.Status200OK)
    {
        if (rooms.Find(name) is not { } room)
        {
            await problems.WriteAsync(context, RoomAnswer.NoSuchRoom);
            return;
        }

        var said = reply ?? new RoomReply();
        var facts = new RoomFacts(room, RoomAccess.Of(Caller.Of(context)!, room))
        {
            Inside = people.Of(name),
            Waiting = knocks.Waiting(name),
            Called = await accounts.CallAsync(room.People.Keys),
            Meeting = origins.Meeting,
            Now = time.GetUtcNow(),
            Ahead = ahead.Of(name),
        };
        await pages.WriteAsync<RoomPage>(context, status, new()
        {
            [nameof(RoomPage.Facts)] = facts,
            [nameof(RoomPage.Reply)] = said,
            [nameof(RoomPage.Suggestion)] = SuggestedPassword.Make(LanguageChoice.Of(context)),
        });
    }

    private async Task AddAllAsync(HttpContext context, Caller caller, Dictionary<string, object?> parameters)
    {
        var query = context.Request.Query;
        var words = query["q"].ToString().Trim();
        var all = access.VisibleTo(caller).ToArray();
        var called = await accounts.CallAsync(all.Select(room => room.Chair).OfType<string>().Distinct());
        var found = all.Where(room => string.CompareOrdinal(room.Name.Key, query["after"].ToString()) > 0)
            .Select(room => RowOf(room, room.Chair is { } chair ? called.GetValueOrDefault(chair)?.DisplayName : null))
            .Where(row => words.Length == 0 || Holds(row.Room.Name.Key, words) || Holds(row.Room.Title, words) || Holds(row.Chair, words))
            .Take(AtOnce + 1).ToArray();
        parameters[nameof(RoomsPage.All)] = found.Take(AtOnce).ToArray();
        parameters[nameof(RoomsPage.AllCount)] = all.Length;
        parameters[nameof(RoomsPage.Query)] = words;
        if (found.Length > AtOnce)
            parameters[nameof(RoomsPage.Next)] = $"{RoomsEndpoints.Path}?q={Uri.EscapeDataString(words)}&after={Uri.EscapeDataString(found[AtOnce - 1].Room.Name.Key)}";
    }

    private RoomRow RowOf(Room room, string? chair) => new(room, connections.CountOf(room.Name), knocks.Waiting(room.Name).Count, chair);

    private static bool Holds(string? text, string words) => text is not null && System.Globalization.CultureInfo.InvariantCulture.CompareInfo.IndexOf(
        text, words, System.Globalization.CompareOptions.IgnoreCase | System.Globalization.CompareOptions.IgnoreNonSpace) >= 0;
}
