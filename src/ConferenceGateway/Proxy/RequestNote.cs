using ConferenceGateway.Browsers.Check;

namespace ConferenceGateway.Proxy;

/// <summary>
/// What the steps found out about a request, for its line in the log. Only a request that gets a line has one: the others
/// pay nothing.
/// </summary>
/// <param name="surface">What is asked for, as the line names it.</param>
internal sealed class RequestNote(string surface)
{
    /// <summary>What is asked for.</summary>
    public string Surface { get; } = surface;

    /// <summary>The key of its room, if it names one. The log masks it.</summary>
    public string? Room { get; set; }

    /// <summary>The shard that it was sent to.</summary>
    public string? Shard { get; set; }

    /// <summary>What the check said of the browser; pages only.</summary>
    public VerdictKind? Verdict { get; set; }

    /// <summary>The note of a request, or null.</summary>
    public static RequestNote? Of(HttpContext context) => context.Features.Get<RequestNote>();
}
