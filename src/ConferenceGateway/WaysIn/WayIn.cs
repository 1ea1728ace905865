using ConferenceGateway.Core;
using ConferenceGateway.Portal;
using ConferenceGateway.UserAgents;

namespace ConferenceGateway.WaysIn;

/// <summary>Another way into a meeting, as it is offered to one visitor.</summary>
/// <param name="Kind">Which one; each kind stands in the list once.</param>
/// <param name="Name">What it is called: "Jitsi app".</param>
/// <param name="Hint">What it needs or brings, in one sentence.</param>
/// <param name="Link">Where it leads: on this device, into this room. Null: there is no link, the hint says how.</param>
public sealed record WayIn(WayInKind Kind, Text Name, Text Hint, string? Link)
{
    /// <summary>Where it is to be had by whoever does not have it yet; plain links to pages of others.</summary>
    public IReadOnlyList<WayInShop> Shops { get; init; } = [];

    /// <summary>Whether it leads where people hear each other without a shard: it is open when no shard is.</summary>
    public bool IsForSound => Kind is WayInKind.AudioInBrowser or WayInKind.AudioApp or WayInKind.Phone;
}

/// <summary>A place that gives an app away.</summary>
/// <param name="Name">What it is called: "F-Droid".</param>
/// <param name="Link">Its page of that app; https.</param>
public sealed record WayInShop(string Name, string Link);

/// <summary>The ways there can be, in the order in which they are shown.</summary>
public enum WayInKind
{
    /// <summary>Another browser on this device.</summary>
    OtherBrowser,

    /// <summary>Jitsi's app for phones and tablets.</summary>
    MobileApp,

    /// <summary>Jitsi's program for computers.</summary>
    DesktopApp,

    /// <summary>Sound alone, in the browser.</summary>
    AudioInBrowser,

    /// <summary>Sound alone, in Mumble's own program.</summary>
    AudioApp,

    /// <summary>By phone.</summary>
    Phone,
}

/// <summary>For whom and where: what a source of ways decides by.</summary>
/// <param name="Browser">What the visitor sits at.</param>
/// <param name="Room">Into which room; null: none is named yet, as on the check before the day.</param>
public sealed record WayInQuestion(Browser Browser, RoomName? Room)
{
    /// <summary>Whether not everybody may enter that room: an app has to pass the door in a browser first.</summary>
    public bool IsGuarded { get; init; }

    /// <summary>What opens the door to an app, as its address carries it; null: nothing is needed, or nothing is there yet.</summary>
    public string? Ticket { get; init; }
}

/// <summary>
/// Offers ways in. Rooms of the house that have one add a source to the services; the pages show what all of them offer. A
/// source offers nothing that would not work for this visitor now.
/// </summary>
public interface IWayInSource
{
    /// <summary>What it offers; none is an answer too.</summary>
    public IEnumerable<WayIn> Offer(WayInQuestion question);
}
