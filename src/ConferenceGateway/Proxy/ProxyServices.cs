namespace ConferenceGateway.Proxy;

/// <summary>What forwarding needs.</summary>
internal static class ProxyServices
{
    public static IServiceCollection AddProxy(this IServiceCollection services)
    {
        services.AddHttpForwarder();
        services.AddSingleton<RoomStep>();
        services.AddSingleton<BrowserStep>();
        services.AddSingleton<DoorStep>();
        services.AddSingleton<TicketStep>();
        services.AddSingleton<VisitorStep>();
        services.AddSingleton<ShardStep>();
        services.AddSingleton<MaintenanceStep>();
        services.AddSingleton<UpstreamClient>();
        services.AddSingleton<ForwardStep>();
        services.AddSingleton<BoshFarewell>();
        services.AddSingleton<BoshStep>();
        services.AddSingleton<GatewayCookies>();
        services.AddSingleton<SocketStep>();
        services.AddSingleton<ConferenceRequestStep>();
        services.AddSingleton<PageRequests>();
        services.AddSingleton<FileRequests>();
        services.AddSingleton<SignalRequests>();
        services.AddSingleton<BridgeRequests>();
        services.AddSingleton<ProxyPipeline>();
        return services;
    }
}
