using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ConferenceGateway.Benchmarks.Peers;

/// <summary>
/// Many bridges, each on a port of its own, and on the port behind them a Prosody and a Jicofo: answers as long as the real
/// ones, always the same.
/// </summary>
internal static class BridgesServer
{
    private static readonly Dictionary<string, byte[]> Bridge = new()
    {
        ["/metrics"] = Figures("stress", 120),
        ["/colibri/stats"] = Figures("stress_level", 100),
        ["/colibri/drain"] = "{\"drain\":false}"u8.ToArray(),
        ["/about/health"] = [],
        ["/debug"] = Encoding.UTF8.GetBytes($"{{\"conferences\":{{{string.Join(',', Enumerable.Range(0, 10).Select(Conference))}}}}}"),
    };

    private static readonly Dictionary<string, byte[]> Shard = new()
    {
        ["/http-bind"] = "<html><body>It works!</body></html>"u8.ToArray(),
        ["/room-census"] = Encoding.UTF8.GetBytes($"{{\"room_census\":[{string.Join(',', Enumerable.Range(0, 50).Select(Room))}]}}"),
        ["/debug"] = Encoding.UTF8.GetBytes($"{{\"focus_manager\":{{{string.Join(',', Enumerable.Range(0, 50).Select(number => $"\"room{number}@conference.x\":7"))}}},\"bridge_selector\":{{\"strategy\":\"Single\",\"bridge\":{{}}}}}}"),
        ["/stats"] = "{\"conferences\":50,\"participants\":350}"u8.ToArray(),
        ["/about/health"] = "OK"u8.ToArray(),
    };

    public static Task RunAsync(int port, int count, CancellationToken stop)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            for (var i = 0; i <= count; i++)
                kestrel.ListenLocalhostOnly(port + i, null);
        });
        var app = builder.Build();
        app.Run(context => AnswerAsync(context, context.Connection.LocalPort == port + count ? Shard : Bridge));
        return app.RunUntilAsync(stop);
    }

    private static Task AnswerAsync(HttpContext context, Dictionary<string, byte[]> pages)
    {
        if (!pages.TryGetValue(context.Request.Path.Value ?? "", out var body))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        context.Response.ContentLength = body.Length;
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(body).AsTask();
    }

    private static byte[] Figures(string stress, int others) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $"{{\"{stress}\":0.42,\"local_endpoints\":57,\"conferences\":9,\"drain_mode\":false,\"drain\":false,{string.Join(',', Enumerable.Range(0, others).Select(number => $"\"some_figure_of_a_bridge_{number}\":{number * 12345}"))}}}"));

    private static string Conference(int number) =>
        $"\"{number:x16}\":{{\"id\":\"{number:x16}\",\"name\":\"room{number}@conference.x\",\"endpoints\":{{{string.Join(',', Enumerable.Range(0, 6).Select(person => $"\"{person:x8}\":\"Anna-abc\""))}}},\"relays\":{{}}}}";

    private static string Room(int number) =>
        $"{{\"room_name\":\"room{number}@conference.x\",\"participants\":7,\"created_time\":\"1700000000000\",\"leaked\":false}}";
}
