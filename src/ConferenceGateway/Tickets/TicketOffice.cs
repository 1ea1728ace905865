using System.Globalization;
using ConferenceGateway.Core;

namespace ConferenceGateway.Tickets;

/// <summary>
/// Makes tickets and reads them. A text is verified once and remembered: on the way of a forwarded request a known ticket
/// costs one look into a table, and no memory. Thread-safe.
/// </summary>
internal sealed class TicketOffice(TicketKeys keys, AppTickets apps, Origins origins, TimeProvider time)
{
    /// <summary>A browser's ticket lives this long after the last answer that renewed it.</summary>
    public static readonly TimeSpan BrowserAge = TimeSpan.FromHours(12);

    /// <summary>Tickets of other rooms that a browser may hold beside a new one.</summary>
    public const int MostInBrowser = 15;

    /// <summary>A meeting with more people than this has no home here; their tickets are verified anew then.</summary>
    private const int Remembered = 16_384;

    private readonly BoundedCache<Ticket> _verified = new(Remembered);

    /// <summary>A <c>__Host-</c> cookie needs https; loopback http has another name for it.</summary>
    private readonly string _prefix = origins.IsSecure ? "__Host-t-" : "t-";

    /// <summary>A new ticket, for a browser's time.</summary>
    public Ticket Make(RoomName room, TicketKind kind, long revision, string? name = null, string? account = null, string? invitation = null) =>
        new(TicketText.MakeId(), room, kind)
        {
            Revision = revision,
            Name = TicketText.NameOf(name),
            Account = account,
            Invitation = invitation,
            Expires = time.GetUtcNow() + BrowserAge,
        };

    /// <summary>The text of a ticket, signed with the newest key.</summary>
    public string Write(Ticket ticket) => TicketText.Write(ticket, keys.Current.Newest);

    /// <summary>
    /// Leaves a ticket in the visitor's browser, in place of the one that was there for this room. Where the browser has too
    /// many, the one that ends first goes: with any number of rooms the cookies stay some two kilobytes.
    /// </summary>
    public void Leave(HttpContext context, Ticket ticket)
    {
        var name = NameOf(ticket.Room);
        if (CookieText.OneTooMany(context.Request.Headers.Cookie, _prefix, name, MostInBrowser) is { } other)
            Take(context, other);
        context.Response.Headers.Append("Set-Cookie", string.Create(
            CultureInfo.InvariantCulture,
            $"{name}={Write(ticket)}; Path=/; Max-Age={(long)(ticket.Expires - time.GetUtcNow()).TotalSeconds}; HttpOnly; SameSite=Lax{(origins.IsSecure ? "; Secure" : "")}"));
    }

    /// <summary>Takes the ticket of a room out of the visitor's browser.</summary>
    public void Take(HttpContext context, RoomName room) => Take(context, NameOf(room));

    /// <summary>
    /// Leaves the same ticket for another <see cref="BrowserAge"/> where that is due: half of its time is over, a newer key
    /// signs, or the room's revision has gone on and the visitor stays. Else nothing, at no cost.
    /// </summary>
    /// <param name="context">A request that came with the ticket as a cookie.</param>
    /// <param name="ticket">The ticket, with which the door is open now.</param>
    /// <param name="revision">The revision that it is to have.</param>
    public void Renew(HttpContext context, Ticket ticket, long revision)
    {
        var now = time.GetUtcNow();
        if (ticket.Expires - now > BrowserAge / 2 && ticket.Key == keys.Current.Newest.Id && ticket.Revision == revision)
            return;
        Leave(context, ticket with { Revision = revision, Expires = now + BrowserAge });
    }

    /// <summary>The ticket that this browser holds for a room, or null.</summary>
    public Ticket? OfCookie(HttpRequest request, RoomName room)
    {
        var cookies = request.Headers.Cookie;
        return cookies.Count == 0 ? null : CookieText.TryFind(cookies, _prefix, StableHash.Of("ticket", room.Key), out var text) ? Read(text, room) : null;
    }

    /// <summary>Reads the text of a ticket for a room: a cookie's, or an app's.</summary>
    public Ticket? Read(ReadOnlySpan<char> text, RoomName room)
    {
        if (text.Length is 0 or > AppTickets.MostCharacters)
            return null;
        var now = time.GetUtcNow();
        if (_verified.TryGet(text, out var known))
            return known.Room == room && known.Expires > now ? known : null;
        // A cookie's has no dot.
        if ((text.Contains('.') ? apps.Read(text, room) : TicketText.Read(text, room, keys.Current, now)) is not { } ticket)
            return null;
        _verified.Add(text.ToString(), ticket);
        return ticket;
    }

    private void Take(HttpContext context, string name) =>
        context.Response.Headers.Append("Set-Cookie", $"{name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{(origins.IsSecure ? "; Secure" : "")}");

    private string NameOf(RoomName room) => $"{_prefix}{StableHash.Of("ticket", room.Key):x16}";
}
