using ConferenceGateway.Core;
using ConferenceGateway.SelfTest.Asking;
using ConferenceGateway.Settings;

namespace ConferenceGateway.SelfTest.Probes;

/// <summary>The gateway itself, as its members reach it, and what stands in front of it.</summary>
internal sealed class GatewayProbes(Origins origins, bool hasTrustedProxies, Asker asker)
{
    /// <summary>Headers that the gateway does not write: who has them in his answer was not the gateway alone.</summary>
    private static readonly string[] ForeignHeaders = ["Server", "Via", "X-Cache", "X-Served-By", "CF-Ray", "X-Varnish", "Alt-Svc"];

    public static IEnumerable<Probe> Of(GatewaySettings settings, Asker asker)
    {
        var origins = settings.Origins;
        var probes = new GatewayProbes(origins, !settings.Listening.TrustedProxies.IsEmpty, asker);
        yield return new Probe(Probe.Groups.Gateway, Subjects.Of(origins.MeetingUrl), "the gateway", probes.LookAsync);
        yield return probes.OfHost("MeetingUrl", origins.MeetingUrl);
        yield return probes.OfHost("PortalUrl", origins.PortalUrl);
    }

    private async Task LookAsync(SubjectFindings findings, CancellationToken cancellation)
    {
        var meeting = Subjects.Of(origins.MeetingUrl);
        switch (await asker.GetAsync(new Uri(origins.MeetingUrl, "/-/health/live"), null, cancellation))
        {
            case Answer.Silent(var fault):
                findings.Warning(Codes.GatewayLive, $"The gateway does not run: {meeting} {fault}.",
                    "Before its first start that is as it should be; else nobody can meet.",
                    "systemctl start conference-gateway; if it runs, look at what stands in front, and at firewalls.");
                return;
            case Answer.Heard { IsOk: true } live when live.Text.Contains("\"live\"", StringComparison.Ordinal):
                findings.Good(Codes.GatewayLive, "The gateway runs.");
                TellFront(live, findings);
                break;
            case Answer.Heard other:
                var server = other.Header("Server") is { } name ? $" ({name})" : "";
                findings.Error(Codes.GatewayLive, $"Something else than the gateway answers at {meeting}{server}: /-/health/live is {other.StatusText}.",
                    "Members do not reach the gateway; as long as the name still leads to the old Jitsi, that is as it should be. 502 and 503 mean that what stands in front does not reach it either.",
                    "nginx, in the server of this name, everything to where the gateway listens (Urls):\nlocation / { proxy_pass http://127.0.0.1:8080; }");
                return;
        }

        switch (await asker.GetAsync(new Uri(origins.MeetingUrl, "/-/health/ready"), null, cancellation))
        {
            case Answer.Heard { IsOk: true }:
                findings.Good(Codes.GatewayReady, "It can place rooms.");
                break;
            case Answer.Heard ready:
                findings.Error(Codes.GatewayReady, $"It cannot place rooms: /-/health/ready is {ready.StatusText}.", "No shard is up, so nobody can begin a meeting.",
                    "Look at the findings about the shards. If they are good, the gateway runs with older settings: systemctl restart conference-gateway");
                break;
        }
    }

    private void TellFront(Answer.Heard live, SubjectFindings findings)
    {
        var signs = ForeignHeaders.Select(name => live.Header(name) is { } value ? $"{name}: {value}" : null).OfType<string>().ToList();
        if (signs.Count == 0)
            return;
        findings.Note(Codes.GatewayFront, $"Something stands in front of it ({string.Join(", ", signs)}).",
            "It must pass on Host, Upgrade and the client's address, and wait for long; the other findings say whether it does.");
        if (!hasTrustedProxies)
            findings.Warning(Codes.GatewayClients, "The gateway does not believe what stands in front of it who the client is: TrustedProxies is empty.",
                "All members count as one source, whose limits are soon reached, and logs and shards see the address of the proxy.",
                "nginx: proxy_set_header X-Forwarded-For $remote_addr; proxy_set_header X-Forwarded-Proto $scheme; and gateway.json, with the address it comes from:\n\"TrustedProxies\": [ \"127.0.0.1\" ]");
        else
            findings.Good(Codes.GatewayClients, "Addresses of clients are taken from TrustedProxies.");
    }

    private Probe OfHost(string key, Uri origin) => new(Probe.Groups.Gateway, Subjects.Of(origin), "whether Host is passed on", async (findings, cancellation) =>
    {
        // A 421 is the gateway's own word for it. Who does not answer at all has a finding already.
        if (await asker.GetAsync(origin, null, cancellation) is not Answer.Heard heard)
            return;
        if (heard.Status == System.Net.HttpStatusCode.MisdirectedRequest)
            findings.Error(Codes.GatewayHost, $"Asked for {origin.Authority}, the gateway hears another Host, and answers 421.", "No page opens.",
                $"nginx: proxy_set_header Host $http_host; HAProxy and Caddy pass it on by themselves. Or gateway.json, {key}.");
        else if (heard.Header("Location") is { } location && (int)heard.Status is >= 300 and < 400 && Uri.TryCreate(origin, location, out var to) && to == origin)
            findings.Error(Codes.GatewayHost, $"{Subjects.Of(origin)}/ redirects to itself.", "Browsers go round in circles: the gateway is told that the visitor came without TLS.",
                "nginx, in the server with TLS: proxy_set_header X-Forwarded-Proto $scheme;");
        else if (heard.Header("Location") is { } elsewhere && (int)heard.Status is >= 300 and < 400)
            findings.Note(Codes.GatewayHost, $"{Subjects.Of(origin)}/ redirects to {elsewhere}.", "Members follow it; apps may not.", $"If it leads to the real address: gateway.json, {key}.");
        else
            findings.Good(Codes.GatewayHost, $"{Subjects.Of(origin)} is answered.");
    });
}
