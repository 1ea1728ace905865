using Microsoft.AspNetCore.Http.Features;

namespace ConferenceGateway.Hosting.Systemd;

/// <summary>
/// Whether the gateway can still answer: one request for <c>/-/health/live</c> through its own steps, without a socket.
/// Over a socket a full limit of connections would look like death, and the restart would end every meeting's signalling.
/// </summary>
internal sealed class LifeSign(IServiceScopeFactory scopes)
{
    private RequestDelegate? _steps;

    /// <summary>The gateway's steps from the first one on. Until they are there the gateway starts, and counts as alive.</summary>
    public void Follow(RequestDelegate steps) => Volatile.Write(ref _steps, steps);

    /// <summary>Asks, and waits for the answer no longer than the token allows.</summary>
    public async Task<bool> IsThereAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref _steps) is not { } steps)
            return true;
        try
        {
            await AskAsync(steps, cancellation).WaitAsync(cancellation);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task AskAsync(RequestDelegate steps, CancellationToken cancellation)
    {
        const string path = HealthEndpoints.Path + "live";
        await using var scope = scopes.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = cancellation };
        var request = context.Features.GetRequiredFeature<IHttpRequestFeature>();
        (request.Method, request.Scheme, request.Path, request.RawTarget, request.Protocol) = (HttpMethods.Get, "https", path, path, "HTTP/1.1");
        // Any answer is one: what it says is for those who watch from outside.
        await steps(context);
    }
}
