using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;

namespace ConferenceGateway.Benchmarks.Peers;

internal static class ServerExtensions
{
    /// <summary>127.0.0.1 and nowhere else: HTTP/1.1, or TLS with HTTP/1.1 and HTTP/2 if there is a folder with a certificate.</summary>
    public static void ListenLocalhostOnly(this KestrelServerOptions kestrel, int port, string? certificate) =>
        kestrel.Listen(IPAddress.Loopback, port, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(X509Certificate2.CreateFromPemFile(Path.Combine(certificate, "certificate.pem"), Path.Combine(certificate, "key.pem")));
        });

    public static async Task RunUntilAsync(this WebApplication app, CancellationToken stop)
    {
        await using (app)
        {
            await app.StartAsync(stop);
            await app.WaitForShutdownAsync(stop);
        }
    }
}
