using System.Net;
using ConferenceGateway.Proxy;
using ConferenceGateway.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using ForwardedHeaders = Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders;

namespace ConferenceGateway.Hosting.Listening;

/// <summary>Opens the listeners of the settings: limits first, then TLS, then HTTP.</summary>
internal static partial class Listeners
{
    /// <summary>What the listeners need at run time.</summary>
    public static IServiceCollection AddListening(this IServiceCollection services, ListeningOptions settings, CertificatesView certificates)
    {
        services.AddSingleton(settings);
        services.AddSingleton(certificates);
        services.AddSingleton<SourceLimit>();
        // Half of the descriptors are for clients, the other half for what they ask for.
        services.AddSingleton(provider => new ForwardLimit(
            OpenFiles.MostConnections(), settings.Limits.ConnectionsPerSource, provider.GetRequiredService<SourceLimit>().SourceOf,
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ForwardLimit>>()));
        if (settings.EndsTls)
            services.AddHostedService<CertificateWatch>();
        return services;
    }

    /// <summary>Binds every address.</summary>
    public static void Bind(this KestrelServerOptions kestrel, ListeningOptions settings)
    {
        settings.Limits.ApplyTo(kestrel.Limits);
        foreach (var address in settings.Addresses)
        {
            if (address.Host == ListenAddress.AnyHost)
                kestrel.ListenAnyIP(address.Port, Configure);
            else if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip))
                kestrel.Listen(ip, address.Port, Configure);
            else if (address.Host == "localhost")
                kestrel.ListenLocalhost(address.Port, Configure);
            else
                // A name of this machine: which of its addresses that is may change while it runs.
                kestrel.ListenAnyIP(address.Port, Configure);

            void Configure(ListenOptions listener)
            {
                listener.Use(listener.ApplicationServices.GetRequiredService<SourceLimit>().Around);
                if (address.IsSecure)
                    UseTls(listener);
            }
        }
    }

    /// <summary>Believes the trusted proxies, and nobody else, about who asks and by which scheme.</summary>
    public static void UseTrustedProxies(this IApplicationBuilder app, ListeningOptions settings)
    {
        if (settings.TrustedProxies.IsEmpty)
            return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            // From the right, as far as the addresses are trusted ones: the first that is not is the client.
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in settings.TrustedProxies)
            options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);

        var logger = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Listeners));
        foreach (var network in settings.TrustedProxies.Where(network => network.PrefixLength == 0))
            Log.BelievesEverybody(logger, network);
    }

    private static void UseTls(ListenOptions listener)
    {
        var certificates = listener.ApplicationServices.GetRequiredService<CertificatesView>();
        listener.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = TimeSpan.FromSeconds(10),
            OnConnection = context => new(certificates.For(context.ClientHelloInfo.ServerName)),
        });
    }

    private static partial class Log
    {
        [LoggerMessage(9121, LogLevel.Warning, "TrustedProxies has {Network}: everybody can say any address to be theirs. Name the proxy's own address")]
        public static partial void BelievesEverybody(ILogger logger, System.Net.IPNetwork network);
    }
}
