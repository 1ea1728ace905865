using ConferenceGateway.Testing;

namespace ConferenceGateway.SystemTests.Deploy;

/// <summary><c>deploy/haproxy</c> in Debian's HAProxy.</summary>
public sealed class HaproxyTests : FrontProxyTests
{
    private protected override (string Program, string Package) Needs => ("haproxy", "haproxy");

    private protected override bool HasSocketsOverHttp2 => true;

    private protected override string[] Configure(FrontPlaces places)
    {
        var certificate = places.Write("both.pem", File.ReadAllText(places.Certificate.Path) + "\n" + File.ReadAllText(places.Certificate.KeyPath));
        var file = places.Write("haproxy.cfg", DeployFiles.Read("haproxy/haproxy.cfg",
            // A test has no syslog; `raw` is the line alone.
            ("log /dev/log local0", "log stdout format raw local0"),
            // Descriptors are what a test's machine has few of.
            ("maxconn 50000", "maxconn 500"),
            ("bind :80\n", $"bind 127.0.0.1:{places.PlainPort}\n"),
            ("bind :443 ", $"bind 127.0.0.1:{places.Port} "),
            ("/etc/haproxy/conference-gateway.pem", certificate),
            ("server gateway 127.0.0.1:8080", $"server gateway 127.0.0.1:{places.GatewayPort}")));
        return ["haproxy", "-db", "-f", file];
    }

    private protected override string LogOf(ServerProcess proxy, DirectoryInfo folder) => proxy.ToString();
}
