using System.Text;
using ConferenceGateway.Audit;
using ConferenceGateway.Browsers;
using ConferenceGateway.Browsers.Check;
using ConferenceGateway.Browsers.Devices;
using ConferenceGateway.Browsers.Policy;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Fleet.Nodes;
using ConferenceGateway.Fleet.Wanting;
using ConferenceGateway.History;
using ConferenceGateway.Hosting.Listening;
using ConferenceGateway.Hosting.Logging;
using ConferenceGateway.Hosting.Systemd;
using ConferenceGateway.Identity;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.Accounts.Pages;
using ConferenceGateway.Identity.Api;
using ConferenceGateway.Identity.ApiKeys;
using ConferenceGateway.Identity.OpenId;
using ConferenceGateway.Identity.SignIn;
using ConferenceGateway.Notices;
using ConferenceGateway.Placement;
using ConferenceGateway.Portal;
using ConferenceGateway.Portal.Api;
using ConferenceGateway.Proxy;
using ConferenceGateway.Rooms;
using ConferenceGateway.Rooms.Api;
using ConferenceGateway.Rooms.Chair;
using ConferenceGateway.Rooms.Entrance;
using ConferenceGateway.Rooms.Passwords;
using ConferenceGateway.Rooms.Reservations;
using ConferenceGateway.SelfTest.Page;
using ConferenceGateway.Settings;
using ConferenceGateway.Storage;
using ConferenceGateway.Support;
using ConferenceGateway.Tickets;
using ConferenceGateway.Upkeep;
using ConferenceGateway.Upkeep.Api;
using ConferenceGateway.UserAgents;
using ConferenceGateway.WaysIn;

namespace ConferenceGateway.Hosting;

/// <summary>Puts the rooms of the house together.</summary>
internal static class GatewayHost
{
    /// <summary>A gateway that is ready to start.</summary>
    /// <exception cref="SettingsException">The settings cannot be used.</exception>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public static async Task<WebApplication> BuildAsync(GatewayStart start)
    {
        if (!RoomName.IsUnicodeAvailable)
            throw new SettingsException(["The program runs without ICU, and could not tell equal room names apart. Install libicu, and do not set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT."]);

        // The program's folder may be read-only and the working folder anything: the web root stands beside the program.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
        });
        var settings = GatewaySettings.Read(start, builder.Configuration);
        var certificates = CertificatesView.Load(settings.Listening);
        GatewayLogging.Add(builder, settings.Log, start.LogLevel);
        var database = await Database.OpenAsync(settings.StoragePath);
        var databaseLock = DatabaseLock.Take(database);

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // A shard's headers are read byte by byte, and go on as they came: a file may have an umlaut in its name.
            kestrel.ResponseHeaderEncodingSelector = static _ => Encoding.Latin1;
            kestrel.Bind(settings.Listening);
        });
        // Whole meetings come back at the same moment. The system's own limit (somaxconn) still holds.
        builder.WebHost.UseSockets(sockets => sockets.Backlog = 4096);

        var fleet = new FleetSettings(start, settings, builder.Configuration);
        var services = builder.Services;
        services.AddSingleton(start);
        services.AddSingleton(fleet);
        services.AddSingleton<SettingsReload>();
        services.AddHostedService(provider => provider.GetRequiredService<SettingsReload>());
        services.AddSingleton(start.Time);
        services.AddSingleton(settings.Origins);
        services.AddSingleton(settings.Support);
        // Its room is the lowest: sign-in names devices by it, the check judges by it.
        services.AddSingleton(settings.Reading.Rules is { } rules ? new BrowserReader(rules) : BrowserReader.Shipped);
        services.AddListening(settings.Listening, certificates);
        services.AddStorage(database, databaseLock).AddAudit(settings.Audit).AddIdentity(settings.SignIn);
        services.AddPortal(builder.Configuration, start.Folder).AddWaysIn(settings.WaysIn).AddBrowsers(settings.Ice).AddConnectionTable(settings.Services).AddHistory(settings.History).AddNotices().AddPlacement(settings.Placement).AddFleet(settings.Shards, fleet).AddProxy();
        // Placement and Fleet do not know each other; the fleet at this moment is what they share.
        services.AddSingleton<FleetNow>(provider => () => provider.GetRequiredService<FleetView>().Current);
        services.AddSupport();
        services.AddRooms(settings.Rooms).AddTickets(settings.Tickets, settings.TrustedIssuers);
        services.AddUpkeep().AddUpkeepPages();
        services.AddSelfTestPage(start);
        services.AddSingleton<FrontStep>();
        services.AddSystemdWatchdog();

        services.AddGatewayStop(settings.Stop);

        var app = builder.Build();
        // Made now, so that the host lets it go at its end.
        app.Services.GetRequiredService<DatabaseLock>();
        await app.Services.GetRequiredService<NodesBook>().LoadAsync();
        await app.Services.GetRequiredService<WantedBook>().LoadAsync();
        await app.Services.GetRequiredService<MaintenanceBook>().LoadAsync();
        await app.Services.GetRequiredService<MeetingHistory>().LoadAsync();
        await app.Services.GetRequiredService<PlacementBook>().LoadAsync();
        await app.Services.GetRequiredService<PolicyBook>().LoadAsync();
        await app.Services.GetRequiredService<ActiveAccounts>().LoadAsync();
        await app.Services.GetRequiredService<TicketKeys>().LoadAsync();
        await app.Services.GetRequiredService<RoomBook>().LoadAsync();
        await app.Services.GetRequiredService<RoomGuesses>().LoadAsync();
        MapRequests(app, settings.Origins);
        return app;
    }

    private static void MapRequests(WebApplication app, Origins origins)
    {
        var front = app.Services.GetRequiredService<FrontStep>();
        app.UseTrustedProxies(app.Services.GetRequiredService<ListeningOptions>());
        var life = app.Services.GetRequiredService<LifeSign>();
        app.Use(next =>
        {
            RequestDelegate steps = context => front.InvokeAsync(context, next);
            life.Follow(steps);
            return steps;
        });
        app.UseRouting();
        app.UseIdentity();
        app.UseEcho();
        app.MapStart().RequireHost(origins.MeetingUrl.Authority);
        app.MapCheck().RequireHost(origins.MeetingUrl.Authority);
        app.MapDeviceTest().RequireHost(origins.MeetingUrl.Authority);
        app.MapEntrance().RequireHost(origins.MeetingUrl.Authority);
        app.MapHelp().RequireHost(origins.MeetingUrl.Authority);
        MapPortal(app.MapGroup("").RequireHost(origins.PortalUrl.Authority));
        app.MapReservations();
        app.MapAssets();
        app.MapHealth();
        // Names with a dot too: what is not listed here is no file either.
        app.MapFallback("{*path}", context => context.RequestServices.GetRequiredService<ProblemWriter>()
            .WriteAsync(context, new Problem.NoSuchPage()));
    }

    private static void MapPortal(IEndpointRouteBuilder portal)
    {
        portal.MapSignIn();
        portal.MapOpenId();
        portal.MapRooms();
        portal.MapAccounts();
        portal.MapKeys();
        portal.MapCrossing();
        portal.MapAudit();
        portal.MapPolicy();
        portal.MapSupport();
        portal.MapUpkeep();
        portal.MapSelfTest();
        portal.MapPortal();

        var api = portal.MapApi();
        api.MapRoomsApi();
        api.MapAccountsApi();
        api.MapKeysApi();
        api.MapPolicyApi();
        api.MapAuditApi();
        api.MapSupportApi();
        api.MapSelfTestApi();
        api.MapFleetApi();
        api.MapShardsApi();
        api.MapPlacementApi();
        api.MapMaintenanceApi();
    }
}
