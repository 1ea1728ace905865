using ConferenceGateway.Testing;

namespace ConferenceGateway.SystemTests.Deploy;

/// <summary><c>deploy/nginx</c> in Debian's nginx.</summary>
public sealed class NginxTests : FrontProxyTests
{
    private protected override (string Program, string Package) Needs => ("nginx", "nginx-light");

    private protected override bool HasSocketsOverHttp2 => false;

    private protected override string[] Configure(FrontPlaces places)
    {
        var site = places.Write("site.conf", DeployFiles.Read("nginx/conference-gateway.conf",
            ("    listen [::]:80;\n", ""),
            ("    listen [::]:443 ssl http2;\n", ""),
            ("listen 80;", $"listen 127.0.0.1:{places.PlainPort};"),
            ("listen 443 ssl http2;", $"listen 127.0.0.1:{places.Port} ssl http2;"),
            ("server_name meet.example.org portal.example.org;", "server_name meet.test portal.test;"),
            ("/etc/letsencrypt/live/meet.example.org/fullchain.pem", places.Certificate.Path),
            ("/etc/letsencrypt/live/meet.example.org/privkey.pem", places.Certificate.KeyPath),
            ("/var/log/nginx/", $"{places.Folder.FullName}/"),
            ("server 127.0.0.1:8080;", $"server 127.0.0.1:{places.GatewayPort};")));
        return NginxServer.Command(places.Folder, $"include {site};");
    }

    private protected override string LogOf(ServerProcess proxy, DirectoryInfo folder) =>
        File.ReadAllText(Path.Combine(folder.FullName, "conference-gateway.log"));
}
