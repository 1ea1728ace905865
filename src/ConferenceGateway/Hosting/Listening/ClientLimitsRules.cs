using ConferenceGateway.Hosting.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ConferenceGateway.Hosting.Listening;

/// <summary>Reads <see cref="ClientLimits"/> and gives them to the server.</summary>
internal static class ClientLimitsRules
{
    /// <summary>How long a body may be slow: a phone that changes its cell is silent for some seconds.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Reads the section <c>Limits</c>.</summary>
    public static ClientLimits Read(IConfiguration limits, SettingFaults faults) => new(
        // Whole schools sit behind one address.
        limits.ReadNumber("ConnectionsPerSource", usual: 5000, least: 10, most: 1_000_000, faults),
        limits.ReadNumber("HeadersSeconds", usual: 15, least: 1, most: 60, faults),
        limits.ReadNumber("HeaderKilobytes", usual: 32, least: 8, most: 128, faults),
        limits.ReadNumber("BodyMegabytes", usual: 30, least: 1, most: 1024, faults),
        limits.ReadNumber("BodyBytesPerSecond", usual: 500, least: 100, most: 1_000_000, faults));

    /// <summary>Gives them to the server.</summary>
    public static void Apply(ClientLimits limits, KestrelServerLimits to)
    {
        to.RequestHeadersTimeout = TimeSpan.FromSeconds(limits.HeadersSeconds);
        to.MaxRequestHeadersTotalSize = limits.HeaderKilobytes * 1024;
        to.Http2.MaxRequestHeaderFieldSize = limits.HeaderKilobytes * 1024;
        // A link with a token in it is one long line.
        to.MaxRequestLineSize = limits.HeaderKilobytes * 1024 / 2;
        to.MaxRequestBufferSize = Math.Max(to.MaxRequestBufferSize ?? 0, limits.HeaderKilobytes * 1024);
        to.MaxRequestBodySize = limits.BodyMegabytes * 1024L * 1024;
        to.MinRequestBodyDataRate = new MinDataRate(limits.BodyBytesPerSecond, Grace);
    }
}
