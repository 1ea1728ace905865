using ConferenceGateway.Core;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms.Chair;
using ConferenceGateway.Upkeep;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ConferenceGateway.Testing;

/// <summary>
/// Shows the states of <see cref="UpkeepStates"/> at <c>/admin/fleet/STATE</c>, written by the portal's own page writer, as
/// an admin sees them; with <c>?as=auditor</c> as an auditor does. No gateway is around it.
/// </summary>
internal sealed class UpkeepStatesHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private UpkeepStatesHost(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public static async Task<UpkeepStatesHost> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0", ["Operator:Name"] = "Beispielverein e. V.", ["Operator:Contact"] = "hilfe@verein.example",
        });
        var time = new FakeTimeProvider(UpkeepStates.Now);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton(new Origins(new Uri("http://127.0.0.1:8080"), new Uri("http://127.0.0.1:8081")));
        builder.Services.AddPortal(builder.Configuration).AddUpkeepPages();
        builder.Services.AddSingleton(new NavItem(100, RoomsEndpoints.Path, RoomsTexts.Nav, Right.RoomsRead));
        var app = builder.Build();
        app.MapAssets();
        app.MapGet("/admin/fleet/{name}", (HttpContext context, string name, PageWriter pages) =>
        {
            context.Features.Set(PortalRequest.Instance);
            context.Features.Set(new Caller("1", "Ada Nowak", context.Request.Query["as"] == "auditor" ? Roles.Auditor : Roles.Admin));
            return WriteAsync(context, UpkeepStates.Find(name), pages);
        });
        await app.StartAsync();
        return new UpkeepStatesHost(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    // The writer's page is a type parameter, and the table has a value.
    private static Task WriteAsync(HttpContext context, UpkeepState state, PageWriter pages) =>
        (Task)typeof(PageWriter).GetMethod(nameof(PageWriter.WriteAsync))!.MakeGenericMethod(state.Page)
            .Invoke(pages, [context, StatusCodes.Status200OK, new Dictionary<string, object?>(state.Parameters), null, null])!;
}
