using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace ConferenceGateway.Benchmarks.Peers;

/// <summary>The measure of the gateway: YARP as its own documentation sets it up, one catch-all route to one cluster of the shards.</summary>
internal static class BareYarp
{
    public static Task RunAsync(int port, string? certificate, IReadOnlyList<string> backends, CancellationToken stop) =>
        Build(port, certificate, backends).RunUntilAsync(stop);

    public static WebApplication Build(int port, string? certificate, IReadOnlyList<string> backends)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenLocalhostOnly(port, certificate);
        });
        builder.Services.AddReverseProxy().LoadFromMemory([Everything], [Cluster(backends)]);
        var app = builder.Build();
        app.MapReverseProxy();
        return app;
    }

    private static readonly RouteConfig Everything = new()
    {
        RouteId = "everything",
        ClusterId = "shards",
        Match = new RouteMatch { Path = "{**path}" },
    };

    private static ClusterConfig Cluster(IReadOnlyList<string> backends) => new()
    {
        ClusterId = "shards",
        Destinations = backends.Select((address, index) => (Name: $"shard{index}", address))
            .ToDictionary(shard => shard.Name, shard => new DestinationConfig { Address = shard.address }),
        // YARP's 100 s would close the idle sockets in the middle of their measurement.
        HttpRequest = new ForwarderRequestConfig { ActivityTimeout = TimeSpan.FromHours(1) },
    };
}
