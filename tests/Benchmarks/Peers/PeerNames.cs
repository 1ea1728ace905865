namespace ConferenceGateway.Benchmarks.Peers;

/// <summary>Who takes part, in the order of the tables.</summary>
internal static class PeerNames
{
    public const string Direct = "backend, direct";
    public const string Yarp = "bare YARP (A)";
    public const string YarpAgain = "bare YARP (A')";
    public const string Gateway = "gateway (B)";
    public const string HAProxy = "HAProxy, sticky";
    public const string HAProxyTicket = "HAProxy, ticket";
    public const string Nginx = "nginx, hash";
    public const string NginxAuth = "nginx, auth_request";

    public static readonly string[] All = [Direct, Yarp, YarpAgain, Gateway, HAProxy, HAProxyTicket, Nginx, NginxAuth];

    public static bool IsDotNet(string name) => name is Direct or Yarp or YarpAgain or Gateway;
}
