using ConferenceGateway.Core;

namespace ConferenceGateway.Portal;

/// <summary>
/// What can go wrong, as people and machines are told it: a closed set. <see cref="ProblemTexts"/> has the sentences,
/// <see cref="ProblemWriter"/> the answer.
/// </summary>
public abstract record Problem(string Name, int Status)
{
    /// <summary>When it is worth asking again; null = asking again changes nothing.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The methods for <c>Allow</c>, or null.</summary>
    public string? Allow { get; init; }

    /// <summary>The stable name for machines.</summary>
    public string Type => "urn:conference-gateway:problem:" + Name;

    /// <summary>
    /// What a name in an address means that no room can have: a reserved one is the address of something that is not served.
    /// </summary>
    public static Problem OfAddress(RoomNameFault fault) =>
        fault == RoomNameFault.Reserved ? new NoSuchPage() : new BadRoomName(fault);

    /// <summary>What the server's refusal of a request's body means: 413, or 400 for one that contradicts its headers.</summary>
    public static Problem OfBody(int status) => status switch
    {
        StatusCodes.Status408RequestTimeout => new TooSlow(),
        StatusCodes.Status413PayloadTooLarge => new PayloadTooLarge(),
        _ => new BadRequest("The body of the request is not what its headers say."),
    };

    /// <summary>404: nothing is served here, reserved names included.</summary>
    public sealed record NoSuchPage() : Problem("no-such-page", StatusCodes.Status404NotFound);

    /// <summary>400: no room can have that name.</summary>
    public sealed record BadRoomName(RoomNameFault Fault) : Problem("bad-room-name", StatusCodes.Status400BadRequest);

    /// <summary>503: no shard takes a new room.</summary>
    public sealed record NoShardFree : Problem
    {
        /// <summary>Asks to try again in half a minute.</summary>
        public NoShardFree()
            : base("no-shard-free", StatusCodes.Status503ServiceUnavailable) => RetryAfter = TimeSpan.FromSeconds(30);
    }

    /// <summary>429: this source opened too many new rooms in this minute.</summary>
    public sealed record TooManyRooms : Problem
    {
        /// <summary>Asks to wait until the minute is over.</summary>
        public TooManyRooms(TimeSpan wait)
            : base("too-many-rooms", StatusCodes.Status429TooManyRequests) => RetryAfter = wait;
    }

    /// <summary>429: too many requests of this source are on their way at once.</summary>
    public sealed record TooManyAtOnce : Problem
    {
        /// <summary>Asks to wait until some of them are over.</summary>
        public TooManyAtOnce()
            : base("too-many-at-once", StatusCodes.Status429TooManyRequests) => RetryAfter = TimeSpan.FromSeconds(10);
    }

    /// <summary>502 or 503: the room's shard does not answer.</summary>
    public sealed record ShardSilent : Problem
    {
        /// <summary>502 where it was asked and stayed silent; 503 where it is known to be down.</summary>
        public ShardSilent(int status = StatusCodes.Status502BadGateway)
            : base("shard-silent", status) => RetryAfter = TimeSpan.FromSeconds(10);
    }

    /// <summary>400: the request is not whole or contradicts itself; the text names the thing.</summary>
    public sealed record BadRequest(Text What) : Problem("bad-request", StatusCodes.Status400BadRequest)
    {
        /// <summary>For what only machines send: one sentence in English that names the thing.</summary>
        public BadRequest(string what)
            : this(Text.Same(what))
        {
        }

        /// <summary>Signalling without a room.</summary>
        public static BadRequest NoRoom => new("The address names no room: `?room=` is missing.");

        /// <summary>An address that two servers could read in two ways.</summary>
        public static BadRequest TwoRooms => new("The address names two rooms.");
    }

    /// <summary>405: the address exists, the method does not.</summary>
    public sealed record MethodNotAllowed : Problem
    {
        /// <summary>The methods that exist, as for <c>Allow</c>: <c>GET, HEAD</c>.</summary>
        public MethodNotAllowed(string allow)
            : base("method-not-allowed", StatusCodes.Status405MethodNotAllowed) => Allow = allow;
    }

    /// <summary>421: the request names a host that is not ours. Where to go instead comes from the settings, never from the request.</summary>
    public sealed record WrongHost(Uri MeetingUrl) : Problem("wrong-host", StatusCodes.Status421MisdirectedRequest);

    /// <summary>413: the body is longer than anything that is needed here.</summary>
    public sealed record PayloadTooLarge() : Problem("payload-too-large", StatusCodes.Status413PayloadTooLarge);

    /// <summary>408: what was being sent did not arrive.</summary>
    public sealed record TooSlow() : Problem("too-slow", StatusCodes.Status408RequestTimeout);

    /// <summary>400, or 426 where a websocket is needed: the upgrade is not one that is served here; the text names the thing.</summary>
    public sealed record UpgradeRefused(string What, int StatusCode = StatusCodes.Status400BadRequest)
        : Problem("upgrade-refused", StatusCode);

    /// <summary>500: a fault of ours, which is in the log.</summary>
    public sealed record Internal() : Problem("internal", StatusCodes.Status500InternalServerError);
}
