using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace ConferenceGateway.Benchmarks.Peers;

/// <summary>What nginx asks with <c>auth_request</c>: a minimal endpoint of ASP.NET Core that checks the ticket of every request.</summary>
internal static class AuthEndpoint
{
    public static Task RunAsync(int port, CancellationToken stop)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhostOnly(port, certificate: null));
        var app = builder.Build();
        app.MapGet("/check", (HttpContext context) => Answer(context.Request));
        return app.RunUntilAsync(stop);
    }

    private static IResult Answer(HttpRequest request)
    {
        var target = request.Headers["X-Original-URI"].ToString();
        var room = target.IndexOf('?', StringComparison.Ordinal) is var query and >= 0 ? QueryHelpers.ParseQuery(target[query..])["room"].ToString() : "";
        return Ticket.IsFor(request.Cookies[Ticket.CookieName], room) ? Results.NoContent() : Results.Unauthorized();
    }
}
