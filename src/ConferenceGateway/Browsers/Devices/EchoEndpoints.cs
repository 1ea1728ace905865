using System.Net.WebSockets;
using ConferenceGateway.Core;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Browsers.Devices;

/// <summary>
/// <c>/-/echo</c>: a websocket through the gateway that sends back what it gets, so that the device test can measure the
/// way here and back. Each is small and short, so that it is of no use for anything else. It is no connection of a meeting.
/// </summary>
internal static class EchoEndpoints
{
    public const string Path = "/-/echo";

    /// <summary>The longest message; bytes.</summary>
    public const int MostBytes = 64;

    /// <summary>Messages of one socket.</summary>
    public const int MostMessages = 20;

    /// <summary>How long one stays open.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    /// <summary>Lets the server take websockets here, and nowhere else: those of meetings are forwarded as they are.</summary>
    public static IApplicationBuilder UseEcho(this IApplicationBuilder app) =>
        app.UseWhen(context => context.Request.Path == Path, branch => branch.UseWebSockets());

    /// <summary>Maps <c>/-/echo</c>; the host filter is put on what is returned.</summary>
    public static IEndpointConventionBuilder MapEcho(this IEndpointRouteBuilder endpoints) => endpoints.Map(Path, HandleAsync);

    private static async Task HandleAsync(
        HttpContext context, EchoBook book, ProblemWriter problems, Origins origins, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await problems.WriteAsync(context, new Problem.UpgradeRefused("This address takes websockets only.", StatusCodes.Status426UpgradeRequired));
            return;
        }

        if (!SameOrigin.Proves(context.Request, origins.Meeting))
        {
            await problems.WriteAsync(context, new Problem.UpgradeRefused("The header Origin must be this host's own.", StatusCodes.Status403Forbidden));
            return;
        }

        using var place = book.Enter(context.Connection.RemoteIpAddress);
        if (place is null)
        {
            await problems.WriteAsync(context, new Problem.UpgradeRefused("Too many are measuring at this moment.", StatusCodes.Status503ServiceUnavailable)
            {
                RetryAfter = TimeSpan.FromSeconds(15),
            });
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var limit = new CancellationTokenSource(Longest, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, lifetime.ApplicationStopping, context.RequestAborted);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onEnd = end.Token.Register(ended.SetResult);
        var echo = EchoAsync(socket, context.RequestAborted);
        try
        {
            // A cancelled receive would tear the socket down without a word.
            var reason = await Task.WhenAny(echo, ended.Task) == echo
                ? await echo
                : lifetime.ApplicationStopping.IsCancellationRequested ? WebSocketCloseStatus.EndpointUnavailable : WebSocketCloseStatus.NormalClosure;
            using var farewell = new CancellationTokenSource(Farewell, time);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(reason, null, farewell.Token);
            // Torn down at once, the other side would not read why.
            await (echo.IsCompleted ? DrainAsync(socket, farewell.Token) : echo.WaitAsync(farewell.Token));
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or InvalidOperationException)
        {
            // The other side has gone, or speaks something else than websocket.
        }
        finally
        {
            socket.Abort();
            await echo.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private static async Task DrainAsync(WebSocket socket, CancellationToken cancellation)
    {
        var buffer = new byte[MostBytes];
        while (socket.State == WebSocketState.CloseSent)
            await socket.ReceiveAsync(buffer.AsMemory(), cancellation);
    }

    /// <summary>Sends back until the other side closes or asks for too much; why it is over.</summary>
    private static async Task<WebSocketCloseStatus> EchoAsync(WebSocket socket, CancellationToken cancellation)
    {
        // One more than fits tells a message that is too long.
        var buffer = new byte[MostBytes + 1];
        for (var count = 0; ; count++)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellation);
                length += part.Count;
                if (part.MessageType == WebSocketMessageType.Close)
                    return WebSocketCloseStatus.NormalClosure;
                if (length > MostBytes)
                    return WebSocketCloseStatus.MessageTooBig;
            }
            while (!part.EndOfMessage);

            if (count == MostMessages)
                return WebSocketCloseStatus.PolicyViolation;
            await socket.SendAsync(buffer.AsMemory(0, length), part.MessageType, endOfMessage: true, cancellation);
        }
    }
}
