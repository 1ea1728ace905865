namespace ConferenceGateway.Benchmarks.Peers;

/// <summary>Who takes part, in the order of the tables.</summary>
internal static class PeerNames
{
    public const string Direct = "backend, direct";
    public const string Yarp = "bare YARP (A)";
    public const string YarpAgain = "bare YARP (A')";
    public const string Gateway = "gateway (B)";
    public const string GatewayTicket = "gateway with tickets (C)";
    public const string HAProxy = "HAProxy, sticky";
    public const string HAProxyTicket = "HAProxy, ticket";
    public const string Nginx = "nginx, hash";
    public const string NginxAuth = "nginx, auth_request";

    public static readonly string[] All = [Direct, Yarp, YarpAgain, Gateway, GatewayTicket, HAProxy, HAProxyTicket, Nginx, NginxAuth];

    private const string VariantPrefix = "gateway, ";

    /// <summary>The gateway with other environment variables.</summary>
    public static string Variant(string variables) => VariantPrefix + variables;

    /// <summary>The variables of a variant, or null for everybody else.</summary>
    public static string? VariantOf(string name) => name.StartsWith(VariantPrefix, StringComparison.Ordinal) ? name[VariantPrefix.Length..] : null;

    public static bool IsDotNet(string name) => name is Direct or Yarp or YarpAgain or Gateway or GatewayTicket || VariantOf(name) is not null;
}
