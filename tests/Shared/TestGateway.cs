using System.Net;
using System.Net.Sockets;
using ConferenceGateway.Console;
using ConferenceGateway.Hosting;
using ConferenceGateway.Lab;
using ConferenceGateway.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConferenceGateway.Testing;

/// <summary>How a test wants its gateway.</summary>
internal sealed record TestGatewayOptions
{
    /// <summary>Settings over the usual ones; a null value takes one out.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>The gateway's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The database, to start a second gateway on it; null: one of its own that goes with the gateway.</summary>
    public string? StoragePath { get; init; }

    /// <summary>
    /// Whether it also listens with TLS, and so with HTTP/2: its public names are https then. The plain port stays, as
    /// behind a proxy that ends TLS.
    /// </summary>
    public bool IsSecure { get; init; }

    /// <summary>Whether to wait until every shard has been heard of.</summary>
    public bool WaitsForShards { get; init; } = true;
}

/// <summary>
/// The real gateway on a free loopback port, before Lab shards. Its public names are <c>meet.test</c> and
/// <c>portal.test</c>; the clients made here connect to its port whatever a URL's host is.
/// </summary>
internal sealed class TestGateway : IAsyncDisposable
{
    public const string MeetingUrl = "http://meet.test";
    public const string PortalUrl = "http://portal.test";
    public const string SecureMeetingUrl = "https://meet.test";
    public const string SecurePortalUrl = "https://portal.test";

    private readonly DirectoryInfo _folder;
    private readonly WebApplication _app;
    private readonly TestCertificate? _certificate;

    private TestGateway(DirectoryInfo folder, string storagePath, WebApplication app, TestCertificate? certificate)
    {
        _folder = folder;
        StoragePath = storagePath;
        _app = app;
        _certificate = certificate;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        EndPoint = new IPEndPoint(IPAddress.Loopback, PortOf("http"));
        SecureEndPoint = certificate is null ? null : new IPEndPoint(IPAddress.Loopback, PortOf("https"));

        int PortOf(string scheme) => addresses.Select(address => new Uri(address)).First(address => address.Scheme == scheme).Port;
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Where it listens with TLS; null if it does not.</summary>
    public IPEndPoint? SecureEndPoint { get; }

    /// <summary>Its database.</summary>
    public string StoragePath { get; }

    /// <summary>Its rooms of the house.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>A gateway before these shards, started.</summary>
    public static Task<TestGateway> StartAsync(params IEnumerable<LabShard> shards) => StartAsync(new TestGatewayOptions(), shards);

    public static async Task<TestGateway> StartAsync(TestGatewayOptions options, params IEnumerable<LabShard> shards)
    {
        var settings = new Dictionary<string, string?>
        {
            ["MeetingUrl"] = options.IsSecure ? SecureMeetingUrl : MeetingUrl,
            ["PortalUrl"] = options.IsSecure ? SecurePortalUrl : PortalUrl,
            ["Operator:Name"] = "Beispielverein",
            ["Operator:Contact"] = "hilfe@beispielverein.example",
        };
        foreach (var (key, value) in LabSettings.Of(shards))
            settings[key] = value;

        var folder = Directory.CreateTempSubdirectory("gateway-test-");
        var certificate = options.IsSecure ? TestCertificate.Write(folder, HostOf("MeetingUrl"), HostOf("PortalUrl")) : null;
        AddListeners(settings, certificate);
        foreach (var (key, value) in options.Settings)
            settings[key] = value;

        var path = options.StoragePath ?? Path.Combine(folder.FullName, "gateway.db");
        settings["Storage:Path"] = path;
        WebApplication? app = null;

        string HostOf(string key) => new Uri((options.Settings.GetValueOrDefault(key) ?? settings[key])!).Host;

        try
        {
            app = await GatewayHost.BuildAsync(new GatewayStart
            {
                IsAlone = true,
                Settings = settings.Where(setting => setting.Value is not null),
                Time = options.Time,
                LogLevel = LogLevel.Critical,
            });
            await app.StartAsync();
            var gateway = new TestGateway(folder, path, app, certificate);
            if (options.WaitsForShards)
                await gateway.WaitForAsync(fleet => fleet.Shards.All(shard => shard.Health != Core.NodeHealth.Unknown));
            return gateway;
        }
        catch
        {
            if (app is not null)
                await app.DisposeAsync();
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>A service of the gateway.</summary>
    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Ends when the fleet is as wished. Pollers publish; nothing here waits for a time.</summary>
    public async Task WaitForAsync(Func<Core.FleetSnapshot, bool> wished)
    {
        var fleet = Get<Fleet.FleetView>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var changed = fleet.Changed;
            if (wished(fleet.Current))
                return;
            await changed.WaitAsync(limit.Token);
        }
    }

    /// <summary>A client that connects to the gateway whatever the host of a URL is. Follows no redirects, keeps no cookies.</summary>
    public HttpClient CreateClient(string baseAddress = MeetingUrl) => new(CreateHandler()) { BaseAddress = new Uri(baseAddress) };

    /// <summary>The handler of <see cref="CreateClient"/>, for websockets too.</summary>
    public SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        EnableMultipleHttp2Connections = true,
        SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == _certificate?.Thumbprint },
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(context.DnsEndPoint.Port == 443 && SecureEndPoint is not null ? SecureEndPoint : EndPoint, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };

    private static void AddListeners(Dictionary<string, string?> settings, TestCertificate? certificate)
    {
        if (certificate is null)
        {
            settings["Urls"] = "http://127.0.0.1:0";
            return;
        }

        settings["Urls"] = "http://127.0.0.1:0;https://127.0.0.1:0";
        settings["Tls:Certificates:0:Path"] = certificate.Path;
        settings["Tls:Certificates:0:KeyPath"] = certificate.KeyPath;
    }

    /// <summary>Ends it as a signal does: in good order.</summary>
    public Task StopAsync() => _app.StopAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        try
        {
            await _app.StopAsync(now.Token);
        }
        catch (OperationCanceledException)
        {
            // Asked for: no waiting for open sockets.
        }

        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
