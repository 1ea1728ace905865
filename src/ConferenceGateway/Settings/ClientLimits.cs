using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ConferenceGateway.Settings;

/// <summary>What one client may cost.</summary>
/// <param name="ConnectionsPerSource">Open connections of one address (IPv6: of one /64).</param>
/// <param name="HeadersSeconds">Time for the head of a request; seconds.</param>
/// <param name="HeaderKilobytes">All headers of a request; KiB.</param>
/// <param name="BodyMegabytes">The body of a request; MiB.</param>
/// <param name="BodyBytesPerSecond">Least speed of a body after <see cref="Grace"/>; bytes a second.</param>
internal sealed record ClientLimits(int ConnectionsPerSource, int HeadersSeconds, int HeaderKilobytes, int BodyMegabytes, int BodyBytesPerSecond)
{
    /// <summary>How long a body may be slow: a phone that changes its cell is silent for some seconds.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Reads the section <c>Limits</c>.</summary>
    public static ClientLimits Read(IConfiguration configuration, SettingFaults faults) => new(
        // Whole schools sit behind one address.
        configuration.ReadNumber("Limits:ConnectionsPerSource", usual: 5000, least: 10, most: 1_000_000, faults),
        configuration.ReadNumber("Limits:HeadersSeconds", usual: 15, least: 1, most: 60, faults),
        configuration.ReadNumber("Limits:HeaderKilobytes", usual: 32, least: 8, most: 128, faults),
        configuration.ReadNumber("Limits:BodyMegabytes", usual: 30, least: 1, most: 1024, faults),
        configuration.ReadNumber("Limits:BodyBytesPerSecond", usual: 500, least: 100, most: 1_000_000, faults));

    /// <summary>Gives them to the server.</summary>
    public void ApplyTo(KestrelServerLimits server)
    {
        server.RequestHeadersTimeout = TimeSpan.FromSeconds(HeadersSeconds);
        server.MaxRequestHeadersTotalSize = HeaderKilobytes * 1024;
        server.Http2.MaxRequestHeaderFieldSize = HeaderKilobytes * 1024;
        // A link with a token in it is one long line.
        server.MaxRequestLineSize = HeaderKilobytes * 1024 / 2;
        server.MaxRequestBufferSize = Math.Max(server.MaxRequestBufferSize ?? 0, HeaderKilobytes * 1024);
        server.MaxRequestBodySize = BodyMegabytes * 1024L * 1024;
        server.MinRequestBodyDataRate = new MinDataRate(BodyBytesPerSecond, Grace);
    }
}
