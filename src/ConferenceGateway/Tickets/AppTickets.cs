using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ConferenceGateway.Core;

namespace ConferenceGateway.Tickets;

/// <summary>
/// A ticket as an app carries it, in <c>jwt=</c>: a real JWT, because Jitsi's client reads the name and the time out of it.
/// It is signed with a key of the gateway, never with a shard's, so it is nothing to a shard; and what counts in it is the
/// ticket inside, whose id is the one that the visitor has in the browser too: who is sent out of one is out of both.
/// </summary>
internal sealed class AppTickets(TicketKeys keys, TicketsOptions options, Origins origins, TimeProvider time)
{
    /// <summary>Longer texts are none of ours: a room's name of 1,023 characters fits in, with all the rest.</summary>
    public const int MostCharacters = 4096;

    private const string TicketClaim = "ticket";

    private const int SignatureCharacters = 43;

    // What else the client asks for; nobody here reads it.
    private const string Audience = "jitsi";

    // The app's clock may be behind ours.
    private static readonly TimeSpan Past = TimeSpan.FromSeconds(60);

    /// <summary>The ticket for <c>jwt=</c>; it lives for the time of an app's ticket from now on.</summary>
    /// <param name="ticket">What it rests on.</param>
    /// <param name="isOfAddress">
    /// Whether that came in an address itself: then it ends when that ends. A link that was passed on would else be good for ever.
    /// </param>
    public string Make(Ticket ticket, bool isOfAddress = false)
    {
        var now = time.GetUtcNow();
        var key = keys.Current.Newest;
        var held = isOfAddress && ticket.Expires < now + options.AppAge ? ticket : ticket with { Expires = now + options.AppAge };
        var payload = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(payload))
        {
            json.WriteStartObject();
            json.WriteString("iss", origins.Meeting);
            json.WriteString("aud", Audience);
            json.WriteString("sub", ticket.Room.BackendTenant ?? origins.MeetingUrl.Host);
            json.WriteString("room", ticket.Room.Backend);
            json.WriteNumber("nbf", (now - Past).ToUnixTimeSeconds());
            // The ticket knows whole minutes.
            json.WriteNumber("exp", held.Expires.ToUnixTimeSeconds() / 60 * 60);
            json.WriteStartObject("context");
            json.WriteStartObject("user");
            json.WriteString("id", ticket.Id);
            if (ticket.Name is not null)
                json.WriteString("name", ticket.Name);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteString(TicketClaim, TicketText.Write(held, key));
            json.WriteEndObject();
        }

        var signed = $"{HeaderOf(key.Id)}.{Base64Url.EncodeToString(payload.WrittenSpan)}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignJwt(Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>
    /// Reads one for that room; null: it is none of ours, of another room, or has ended. The header is compared and never
    /// read: what it might say of algorithms and keys is nothing to us.
    /// </summary>
    public Ticket? Read(ReadOnlySpan<char> text, RoomName room)
    {
        if (text.Length > MostCharacters || !Ascii.IsValid(text))
            return null;
        var (header, signature) = (text.IndexOf('.'), text.LastIndexOf('.'));
        if (header <= 0 || signature <= header + 1 || text.Length - signature - 1 != SignatureCharacters || KeyOf(text[..header]) is not { } key)
            return null;
        Span<byte> signed = stackalloc byte[signature];
        Encoding.ASCII.GetBytes(text[..signature], signed);
        Span<byte> mac = stackalloc byte[SignatureCharacters];
        Base64Url.EncodeToUtf8(key.SignJwt(signed), mac, out _, out _);
        Span<byte> given = stackalloc byte[SignatureCharacters];
        Encoding.ASCII.GetBytes(text[(signature + 1)..], given);
        // Compared as written, so that one ticket has one text.
        return CryptographicOperations.FixedTimeEquals(mac, given) && TicketIn(text[(header + 1)..signature]) is { } inside
            ? TicketText.Read(inside, room, keys.Current, time.GetUtcNow())
            : null;
    }

    private TicketKey? KeyOf(ReadOnlySpan<char> header)
    {
        foreach (var key in keys.Current.All)
        {
            if (header.SequenceEqual(HeaderOf(key.Id)))
                return key;
        }

        return null;
    }

    // Signed by us, so it is a payload of ours.
    private static string? TicketIn(ReadOnlySpan<char> payload)
    {
        using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
        return json.RootElement.GetProperty(TicketClaim).GetString();
    }

    private static string HeaderOf(byte key) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"alg":"HS256","typ":"JWT","kid":"{{key}}"}""")));
}
