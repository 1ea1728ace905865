using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace ConferenceGateway.SystemTests;

/// <summary>
/// The least that keeps rooms together: rooms in turn to shards, a shard that once failed is left for good. It shows that
/// the sharded tests themselves are sound, whatever front is plugged into them.
/// </summary>
internal sealed class StandInFront(WebApplication app, HttpMessageInvoker forwardedBy) : IAsyncDisposable
{
    public static async Task<Front> OpenAsync(IReadOnlyList<ProsodyServer> shards, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddHttpForwarder();
        var app = builder.Build();
        var invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(2),
        });
        var forwarder = app.Services.GetRequiredService<IHttpForwarder>();
        var failed = new ConcurrentDictionary<ProsodyServer, bool>();
        var places = new ConcurrentDictionary<string, ProsodyServer>();
        var turn = 0;
        app.Run(async context =>
        {
            var room = context.Request.Query["room"].ToString();
            var place = places.AddOrUpdate(
                room, _ => NextShard(), (_, present) => failed.ContainsKey(present) ? NextShard() : present);
            var fault = await forwarder.SendAsync(context, place.Address.ToString(), invoker, ForwarderRequestConfig.Empty, new HostKept());
            if (fault == ForwarderError.Request)
                failed[place] = true;
        });
        await app.StartAsync(cancellation);
        return new Front(new Uri(app.Urls.Single()), ProsodyServer.Domain, new StandInFront(app, invoker));

        ProsodyServer NextShard()
        {
            var alive = shards.Where(shard => !failed.ContainsKey(shard)).ToArray();
            return alive[Interlocked.Increment(ref turn) % alive.Length];
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Nobody waits here for long polls and sockets that members left open.
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
        forwardedBy.Dispose();
    }

    /// <summary>Prosody chooses its virtual host by this header; the usual transformer puts the shard's address there.</summary>
    private sealed class HostKept : HttpTransformer
    {
        public override async ValueTask TransformRequestAsync(
            HttpContext context, HttpRequestMessage request, string destinationPrefix, CancellationToken cancellationToken)
        {
            await base.TransformRequestAsync(context, request, destinationPrefix, cancellationToken);
            request.Headers.Host = ProsodyServer.Domain;
        }
    }
}
