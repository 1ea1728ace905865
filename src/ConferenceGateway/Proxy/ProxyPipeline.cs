using ConferenceGateway.Core;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Proxy;

/// <summary>The way of every request on MeetingUrl that is not ours: to the steps of its surface, or to a refusal.</summary>
internal sealed class ProxyPipeline(
    RoomStep rooms, PageRequests pages, FileRequests files, SignalRequests signals, BridgeRequests bridges, ProblemWriter problems)
{
    /// <summary>Answers a request whose target has been read.</summary>
    public Task HandleAsync(HttpContext context, in RequestTarget target)
    {
        var upgrade = UpgradeReader.Read(context);
        if (SurfaceRules.Refusal(context, target.Surface, upgrade) is { } refusal)
            return problems.WriteAsync(context, refusal);
        if (rooms.ReadTenant(target.Tenant, out _) is var fault and not RoomNameFault.None)
            return problems.WriteAsync(context, Problem.OfAddress(fault));

        return target.Surface switch
        {
            Surface.Page => pages.HandleAsync(context, target),
            Surface.Config => files.HandleConfigAsync(context, target),
            Surface.Static => files.HandleAsync(context, target, isSocket: false),
            Surface.Etherpad or Surface.SocketIo => files.HandleAsync(context, target, upgrade == Upgrade.WebSocket),
            Surface.XmppWebSocket when upgrade == Upgrade.WebSocket => signals.HandleAsync(context, target),
            Surface.Bosh when HttpMethods.IsPost(context.Request.Method) => signals.HandleAsync(context, target),
            Surface.ConferenceRequest => signals.HandleAsync(context, target),
            Surface.XmppWebSocket or Surface.Bosh or Surface.Unlock => signals.HandleKeepAliveAsync(context, target),
            Surface.Colibri => bridges.HandleAsync(context, target),
            Surface.Refused => problems.WriteAsync(context, Problem.OfAddress(target.Fault)),
            _ => problems.WriteAsync(context, new Problem.NoSuchPage()),
        };
    }
}
