using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;

namespace ConferenceGateway.Benchmarks.Peers;

internal static class ServerExtensions
{
    /// <summary>HTTP/1.1 on 127.0.0.1 and nowhere else.</summary>
    public static void ListenLocalhostOnly(this KestrelServerOptions kestrel, int port) => kestrel.Listen(IPAddress.Loopback, port);

    public static async Task RunUntilAsync(this WebApplication app, CancellationToken stop)
    {
        await using (app)
        {
            await app.StartAsync(stop);
            await app.WaitForShutdownAsync(stop);
        }
    }
}
