using ConferenceGateway.Core;

namespace ConferenceGateway.Proxy;

/// <summary>
/// <c>X-Jitsi-Shard</c>: clients compare it with what Prosody announced and reload when it differs. So it says exactly
/// what Prosody says, or it is not there.
/// </summary>
internal static class ShardHeader
{
    public static void Set(HttpResponse response, Shard? shard)
    {
        if (shard?.AnnouncedName is { } name)
            response.Headers["X-Jitsi-Shard"] = name;
    }
}
