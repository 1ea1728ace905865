using System.Net.Http.Headers;
using ConferenceGateway.Browsers;
using ConferenceGateway.Browsers.Check;
using ConferenceGateway.Core;
using ConferenceGateway.Portal;
using ConferenceGateway.WaysIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ConferenceGateway.Tests.Portal;

/// <summary>The pages on a real server, without the gateway around them: <c>/</c>, <c>/-/assets</c>, a problem, a room.</summary>
public sealed class PagesHost : IAsyncLifetime
{
    internal const string Contact = "hilfe@verein.example";
    internal const string Chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";
    internal const string OldFirefox = "Mozilla/5.0 (X11; Linux x86_64; rv:78.0) Gecko/20100101 Firefox/78.0";
    internal const string InternetExplorer = "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko";

    internal static readonly Origins Origins = new(new Uri("http://127.0.0.1:8080"), new Uri("http://127.0.0.1:8081"));

    private readonly Dictionary<string, Problem> _problems = [];
    private WebApplication? _app;

    internal HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Operator:Name"] = "Müller & Söhne <e. V.>",
            ["Operator:Contact"] = Contact,
            ["Operator:Imprint"] = "https://verein.example/impressum",
            ["Operator:Accent"] = "#0044cc",
        });
        builder.Services.AddSingleton(Origins);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddPortal(builder.Configuration).AddWaysIn().AddCheck();
        _app = builder.Build();
        _app.MapAssets();
        _app.MapStart();
        _app.Map("/problem/{name}", (HttpContext context, string name, ProblemWriter writer) => writer.WriteAsync(context, _problems[name]));
        _app.Map("/begun", async (HttpContext context, ProblemWriter writer) =>
        {
            await context.Response.WriteAsync("half");
            await writer.WriteAsync(context, new Problem.Internal());
        });
        _app.MapGroup("/portal").MapPortal();
        _app.Map("/room/{**rest}", RoomAsync);
        await _app.StartAsync();
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(_app.Urls.First()),
        };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
    }

    /// <summary>Lets <c>/problem/…</c> answer with this one.</summary>
    internal string Serve(Problem problem)
    {
        var name = Guid.NewGuid().ToString("N");
        lock (_problems)
            _problems[name] = problem;
        return "/problem/" + name;
    }

    /// <summary>A request as a person's browser sends it.</summary>
    internal static HttpRequestMessage Visit(string path, string? language = null, string? userAgent = null, string? cookie = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
        if (language is not null)
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        if (userAgent is not null)
            request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        if (cookie is not null)
            request.Headers.TryAddWithoutValidation("Cookie", cookie);
        return request;
    }

    internal static string CookieIn(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Set-Cookie", out var values) ? string.Join('\n', values) : "";

    internal static HttpContent GoOn(string form = "go=on") =>
        new StringContent(form, MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded"));

    private static async Task RoomAsync(HttpContext context, BrowserCheck check, CheckPageWriter writer)
    {
        var verdict = check.Judge(context.Request);
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var room = RoomName.TryParseKey("fraktion", out var read) ? read : default;
        if (HttpMethods.IsPost(context.Request.Method))
        {
            if (await context.RequestServices.GetRequiredService<MeetingForm>().ReadAsync(context, CheckPageWriter.MostFormBytes) is { } fields)
                await writer.HandlePostAsync(context, new CheckPlace(room), verdict, target, target, fields);
        }
        else if (check.MayPass(context, verdict))
            await context.Response.WriteAsync("in");
        else
            await writer.WriteAsync(context, new CheckPlace(room), verdict);
    }
}
