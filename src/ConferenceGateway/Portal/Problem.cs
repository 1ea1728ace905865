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

    /// <summary>503: an admin has announced that no new room opens now; the text says it.</summary>
    public sealed record NoNewRooms(Text What) : Problem("no-new-rooms", StatusCodes.Status503ServiceUnavailable);

    /// <summary>503: an admin has announced that nobody meets now; until when, and why.</summary>
    public sealed record Closed(Text Headline, Text What) : Problem("closed", StatusCodes.Status503ServiceUnavailable);

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

    /// <summary>400, 426 where a websocket is needed, 403 from a foreign page, 503 where there are too many: the upgrade is not one that is served here; the text names the thing.</summary>
    public sealed record UpgradeRefused(string What, int StatusCode = StatusCodes.Status400BadRequest)
        : Problem("upgrade-refused", StatusCode);

    /// <summary>401: the API is asked without a key that is good. A person is led to the sign-in instead.</summary>
    public sealed record NotSignedIn() : Problem("not-signed-in", StatusCodes.Status401Unauthorized);

    /// <summary>403: this caller may not do that.</summary>
    public sealed record NotAllowed(Right Right) : Problem("not-allowed", StatusCodes.Status403Forbidden);

    /// <summary>403: this caller may do other things here, but not that; the text says who may.</summary>
    public sealed record NotYours(Text Who) : Problem("not-yours", StatusCodes.Status403Forbidden);

    /// <summary>403: a form that was sent from a page of somebody else's.</summary>
    public sealed record ForeignForm() : Problem("foreign-form", StatusCodes.Status403Forbidden);

    /// <summary>403: a form whose page is too old, or was made for somebody else.</summary>
    public sealed record StaleForm() : Problem("stale-form", StatusCodes.Status403Forbidden);

    /// <summary>403: the room's door is not open to this client; the room's own page says why, and what to do.</summary>
    public sealed record DoorClosed() : Problem("door-closed", StatusCodes.Status403Forbidden);

    /// <summary>404: there was such a thing once, or never; the text names it.</summary>
    public sealed record NotFound(Text What) : Problem("not-found", StatusCodes.Status404NotFound);

    /// <summary>409: what is asked for contradicts what is; the text says what, and what to do.</summary>
    public sealed record Conflict(Text What) : Problem("conflict", StatusCodes.Status409Conflict);

    /// <summary>412: somebody else has changed it since it was read.</summary>
    public sealed record Changed() : Problem("changed", StatusCodes.Status412PreconditionFailed);

    /// <summary>428: a change must say in <c>If-Match</c> which state it saw.</summary>
    public sealed record MatchMissing() : Problem("match-missing", StatusCodes.Status428PreconditionRequired);

    /// <summary>422: a value cannot be; the text names it and the rule.</summary>
    public sealed record WrongValue(Text What) : Problem("wrong-value", StatusCodes.Status422UnprocessableEntity);

    /// <summary>429: too many wrong tries, or too many at once.</summary>
    public sealed record TooManyTries : Problem
    {
        /// <summary>Asks to wait.</summary>
        public TooManyTries(TimeSpan wait)
            : base("too-many-tries", StatusCodes.Status429TooManyRequests) => RetryAfter = wait;
    }

    /// <summary>429: this network, or all together, have asked for too many support codes, or too many are stored.</summary>
    public sealed record TooManyCodes : Problem
    {
        /// <summary>Asks to wait.</summary>
        public TooManyCodes(TimeSpan wait)
            : base("too-many-codes", StatusCodes.Status429TooManyRequests) => RetryAfter = wait;
    }

    /// <summary>503: the database is away; sign-in and changes fail closed.</summary>
    public sealed record DatabaseAway : Problem
    {
        /// <summary>Asks to try again in half a minute.</summary>
        public DatabaseAway()
            : base("database-away", StatusCodes.Status503ServiceUnavailable) => RetryAfter = TimeSpan.FromSeconds(30);
    }

    /// <summary>502: the provider of the sign-in does not answer, or not as it should.</summary>
    public sealed record ProviderSilent(string Provider) : Problem("provider-silent", StatusCodes.Status502BadGateway);

    /// <summary>400 or 403: the provider's answer does not let this person in; the text says why.</summary>
    public sealed record SignInRefused(Text What, int StatusCode = StatusCodes.Status403Forbidden) : Problem("sign-in-refused", StatusCode);

    /// <summary>500: a fault of ours, which is in the log.</summary>
    public sealed record Internal() : Problem("internal", StatusCodes.Status500InternalServerError);
}
