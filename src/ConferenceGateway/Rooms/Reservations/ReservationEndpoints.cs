using System.Text;
using System.Text.Json.Serialization;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using Microsoft.AspNetCore.WebUtilities;

namespace ConferenceGateway.Rooms.Reservations;

/// <summary>
/// What Jitsi's <c>mod_reservations</c> calls, one folder a shard, on every host: docs/reservations.md. Whoever is not that
/// shard gets the answer that an unknown shard gets.
/// </summary>
internal static class ReservationEndpoints
{
    /// <summary>Answered on every host: Prosody may know the gateway by an address of the inside.</summary>
    public const string Path = "/-/shard/";

    /// <summary>A node of 1,023 characters, each percent-encoded once more, and what is beside it.</summary>
    private const int MostBytes = 8 * 1024;

    private const int MostIdCharacters = 2048;

    public static void MapReservations(this IEndpointRouteBuilder endpoints)
    {
        var shard = endpoints.MapGroup(Path + "{shard}/conference");
        shard.MapPost("", CreateAsync);
        shard.MapGet("/{id}", Get);
        shard.MapDelete("/{id}", Delete);
    }

    private static async Task<IResult> CreateAsync(HttpContext context, string shard, FleetView fleet, ReservationRequests reservations)
    {
        if (Caller(context, shard, fleet) is not { } caller)
            return Refuse("The gateway does not know this server.");
        var buffer = new byte[MostBytes + 1];
        var count = context.Request.ContentLength > MostBytes
            ? buffer.Length
            : await context.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (count > MostBytes)
            return Refuse("This is too long for the name of a room.", StatusCodes.Status413PayloadTooLarge);
        var fields = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(buffer, 0, count));
        return Answer(reservations.Ask(caller, One("name"), Short("mail_owner"), Short("start_time")));

        string? One(string name) => fields.GetValueOrDefault(name) is [{ Length: > 0 } value] ? value : null;

        // They are given back as they came; what is longer than anything that Prosody says is not.
        string? Short(string name) => One(name) is { Length: <= 256 } value ? value : null;
    }

    private static IResult Get(HttpContext context, string shard, string id, FleetView fleet, ReservationRequests reservations) =>
        Caller(context, shard, fleet) is not { } caller ? Refuse("The gateway does not know this server.")
        : id.Length > MostIdCharacters ? Refuse("There is no such reservation.")
        : Answer(reservations.Find(caller, id));

    // Nothing was kept; the meeting, its placement and its door are what they are.
    private static IResult Delete(HttpContext context, string shard, FleetView fleet) =>
        Caller(context, shard, fleet) is null ? Refuse("The gateway does not know this server.") : Results.NoContent();

    private static ShardId? Caller(HttpContext context, string shard, FleetView fleet)
    {
        context.Response.Headers.CacheControl = "no-store";
        var id = new ShardId(shard);
        if (fleet.Current.Find(id)?.Shard.Reservations is not { } caller)
            return null;
        const string scheme = "Bearer ";
        var given = context.Request.Headers.Authorization is [{ } header] && header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? header.AsSpan(scheme.Length) : default;
        // Both are looked at, so that the time tells nothing of either.
        return caller.Knows(given) & caller.IsAt(context.Connection.RemoteIpAddress) ? id : null;
    }

    private static IResult Answer(ReservationAnswer answer) => answer switch
    {
        ReservationAnswer.Given given => Results.Json(given, ReservationJson.Default.Given),
        ReservationAnswer.Refused refused => Refuse(refused.Message),
        _ => throw new InvalidOperationException("There is no third answer."),
    };

    private static IResult Refuse(string message, int status = StatusCodes.Status403Forbidden) =>
        Results.Json(new ReservationAnswer.Refused(message), ReservationJson.Default.Refused, statusCode: status);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ReservationAnswer.Given))]
[JsonSerializable(typeof(ReservationAnswer.Refused))]
internal sealed partial class ReservationJson : JsonSerializerContext;
