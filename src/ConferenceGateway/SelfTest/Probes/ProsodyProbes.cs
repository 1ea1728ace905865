using System.Net;
using System.Xml.Linq;
using ConferenceGateway.SelfTest.Asking;
using ConferenceGateway.SelfTest.Xmpp;

namespace ConferenceGateway.SelfTest.Probes;

/// <summary>Prosody of each shard: opens an XMPP stream both ways, as a browser does, and asks for the shard's name.</summary>
internal sealed class ProsodyProbes(ShardPlace place, ShardFetch files, Asker asker)
{
    private readonly Uri _bosh = new(place.Shard.Prosody.Uri, "/http-bind");
    private readonly Uri _socket = new(place.Shard.Prosody.Uri, "/xmpp-websocket");

    public static IEnumerable<Probe> Of(ShardPlace place, ShardFetch files, Asker asker)
    {
        var probes = new ProsodyProbes(place, files, asker);
        // Prosody and its streams depend on each other; one sentence about a wrong Host is enough.
        yield return new Probe(Probe.Groups.Prosody, place.Subject, "its Prosody", probes.LookAsync) { Limit = TimeSpan.FromSeconds(20) };
        if (place.Shard.Token is { } token)
        {
            var tokens = new TokenProbes(place, token, files, asker);
            yield return new Probe(Probe.Groups.Prosody, place.Subject, "whom its Prosody keeps out", tokens.LookAsync) { Limit = TimeSpan.FromSeconds(20) };
        }

        if (place.Shard.Prosody != place.Shard.Address)
            yield return new Probe(Probe.Groups.Prosody, place.Subject, "the modules of its Prosody", probes.LookAtModulesAsync);
    }

    private async Task LookAsync(SubjectFindings findings, CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(asker.GetAsync(_bosh, place.Shard.Host, cancellation), asker.GetAsync(_socket, place.Shard.Host, cancellation));
        if (answers[0] is Answer.Silent(var fault))
        {
            findings.Error(Codes.ProsodyAnswer, $"Its Prosody {place.Shard.Prosody} {fault}.", "Nobody can enter a room of this shard; the gateway takes it for down.",
                $"Start Prosody (systemctl status prosody); prosody.cfg.lua: http_interfaces and http_ports; or gateway.json, {place.Key("Prosody")}.");
            return;
        }

        if (IsUnknownHost(answers[0]))
        {
            findings.Error(Codes.ProsodyHost, $"Its Prosody {place.Shard.Prosody} knows no host {place.Shard.Host}: GET /http-bind is answered with 404.",
                "Nobody can enter a room of this shard; the gateway takes it for down.",
                $"gateway.json, {place.Key("Host")}: the name behind VirtualHost in prosody.cfg.lua. Or, in prosody.cfg.lua, that name as\nhttp_default_host = \"the name behind VirtualHost\"");
            return;
        }

        await Task.WhenAll(LookAtBoshAsync(answers[0], findings, cancellation), LookAtSocketAsync(answers[1], findings, cancellation));
    }

    private async Task LookAtBoshAsync(Answer get, SubjectFindings findings, CancellationToken cancellation)
    {
        if (get is not Answer.Heard { IsOk: true })
        {
            var status = get is Answer.Heard heard ? heard.StatusText : "nothing";
            findings.Error(Codes.ProsodyBosh, $"GET /http-bind at {place.Shard.Prosody}, with Host {place.Shard.Host}, is answered with {status}.",
                "The gateway takes the shard for down: this is what it asks every 5 s. And who has no WebSocket cannot enter.",
                get switch
                {
                    Answer.Heard { IsMissing: true } => Module("bosh"),
                    // A web server between, which does not reach Prosody.
                    Answer.Heard { Status: HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout } =>
                        "Start Prosody (systemctl status prosody); or proxy_pass of /http-bind in nginx of the shard leads past it.",
                    _ => $"gateway.json, {place.Key("Prosody")}: Prosody's HTTP port, often http://HOST:5280",
                });
            return;
        }

        try
        {
            var talk = await files.WithDomainAsync(domain => BoshTalk.OpenAsync(asker, _bosh, place.Shard.Host, domain, TimeSpan.FromSeconds(5), cancellation), cancellation);
            findings.Good(Codes.ProsodyBosh, $"A BOSH session opens at {place.Shard.Prosody}.");
            await talk.Result.CloseAsync(cancellation);
        }
        catch (XmppException e)
        {
            findings.Error(Codes.ProsodyBosh, $"No BOSH session opens: {place.Shard.Prosody} {e.Message}.", "Who has no WebSocket cannot enter, and apps often start with BOSH.", Remedy(e, "bosh"));
        }
    }

    private async Task LookAtSocketAsync(Answer get, SubjectFindings findings, CancellationToken cancellation)
    {
        if (get is Answer.Heard { IsOk: true })
            findings.Good(Codes.ProsodyKeepAlive, "A plain GET /xmpp-websocket is answered.");
        try
        {
            var (socket, domain) = await files.WithDomainAsync(name => XmppSocket.OpenAsync(asker, _socket, place.Shard.Host, name, null, cancellation, TokenProbes.MakeToken(place.Shard, asker.Time)), cancellation);
            using (socket)
            {
                findings.Good(Codes.ProsodyWebSocket, $"An XMPP WebSocket opens at {place.Shard.Prosody}.");
                findings.Good(Codes.ProsodyDomain, $"The XMPP domain is {domain}.");
                await LookInsideAsync(socket, domain, findings, cancellation);
                await socket.CloseAsync(asker, cancellation);
            }
        }
        catch (XmppException e)
        {
            findings.Error(Codes.ProsodyWebSocket, $"No XMPP WebSocket opens: {place.Shard.Prosody} {e.Message}.",
                "Where config.js names a websocket, nobody can enter: clients do not fall back to BOSH by themselves.", Remedy(e, "websocket"));
        }
    }

    private async Task LookInsideAsync(XmppSocket socket, string domain, SubjectFindings findings, CancellationToken cancellation)
    {
        if (!socket.Mechanisms.Contains("ANONYMOUS"))
        {
            findings.Error(Codes.ProsodyLogin, $"{domain} lets nobody in without a name: it offers {(socket.Mechanisms.Count == 0 ? "nothing" : string.Join(", ", socket.Mechanisms))}.",
                place.Shard.GuardsRooms ? "Authentication is Token in the settings: members come without a name, and with a token." : "Authentication is None in the settings: members come without a name or a token.",
                $"prosody.cfg.lua, VirtualHost \"{domain}\":\nauthentication = \"{(place.Shard.GuardsRooms ? "token" : "jitsi-anonymous")}\"");
            return;
        }

        IReadOnlyList<XElement> identities;
        try
        {
            if (await socket.SignInAsync(asker, cancellation) is { } refusal)
            {
                TellRefusal(refusal, domain, findings);
                return;
            }

            identities = await socket.IdentitiesAsync(asker, cancellation);
        }
        catch (XmppException e)
        {
            findings.Error(Codes.ProsodyLogin, $"Signing in at {domain} does not succeed: it {e.Message}.",
                "Nobody can enter a room of this shard.", "Look into the log of its Prosody at this time.");
            return;
        }

        if (place.Shard.GuardsRooms)
            findings.Good(Codes.ProsodyToken, "Who comes with a token of the gateway is let in.");
        else
            findings.Good(Codes.ProsodyLogin, "Who comes without a name is let in.");
        TellShardName(identities.FirstOrDefault(identity => identity.Attribute("type")?.Value == "shard")?.Attribute("name")?.Value, domain, findings);
    }

    private void TellRefusal(string refusal, string domain, SubjectFindings findings)
    {
        if (place.Shard.GuardsRooms)
            findings.Error(Codes.ProsodyToken, $"{domain} refuses a token of the gateway: {refusal}.",
                "Nobody can enter a room of this shard: Jitsi asks everybody for a user and a password.", TokenProbes.Remedy(place, refusal));
        else
            findings.Error(Codes.ProsodyLogin, $"{domain} refuses to let anybody in without a name: {refusal}.",
                "Members come to this shard without a token, and it does not let them in.",
                $"If its Prosody asks for tokens, so that rooms can have passwords: gateway.json, {place.Key("Authentication")}: \"Token\", and {place.Key("Token")} (docs/jitsi-tokens.md). Else, in prosody.cfg.lua, VirtualHost \"{domain}\":\nauthentication = \"jitsi-anonymous\"");
    }

    private void TellShardName(string? told, string domain, SubjectFindings findings)
    {
        var set = place.Shard.AnnouncedName;
        if (told == set)
        {
            findings.Good(Codes.ProsodyShardName, told is null ? "No shard_name, and no AnnouncedName." : $"Its shard_name is \"{told}\", as AnnouncedName.");
            return;
        }

        const string why = "Clients compare the two at every keep-alive, and reload when they differ; with one alone they do not notice a move.";
        if (told is null)
            findings.Error(Codes.ProsodyShardName, $"AnnouncedName is \"{set}\", but its Prosody announces no shard_name.", why,
                $"prosody.cfg.lua, VirtualHost \"{domain}\", with \"jiconop\" among modules_enabled:\nshard_name = \"{set}\"");
        else
            findings.Error(Codes.ProsodyShardName, $"Its Prosody announces shard_name \"{told}\"; AnnouncedName is {(set is null ? "not set" : $"\"{set}\"")}.", why,
                $"gateway.json, {place.Key("AnnouncedName")}:\n\"AnnouncedName\": \"{told}\"");
    }

    private async Task LookAtModulesAsync(SubjectFindings findings, CancellationToken cancellation)
    {
        string[] paths = ["/room-census", "/sessions", "/metrics", "/health"];
        var answers = await Task.WhenAll(paths.Select(path => asker.GetAsync(new Uri(place.Shard.Prosody.Uri, path), place.Shard.Host, cancellation)));
        if (answers.Any(answer => answer is Answer.Silent))
            return;
        string[] names = ["/room-census (mod_muc_census)", "/sessions (mod_muc_size)", "/metrics (mod_http_openmetrics)", "/health (mod_http_health)"];
        findings.Good(Codes.ProsodyEndpoints, $"Modules of its Prosody, none of which this version needs; {Endpoints.Text(names, answers)}.");
    }

    // Prosody says so in the page of its 404; a module that is off has another one.
    private static bool IsUnknownHost(Answer answer) =>
        answer is Answer.Heard { IsMissing: true } heard && heard.Text.Contains("Unknown host", StringComparison.OrdinalIgnoreCase);

    private string Module(string name) => $"prosody.cfg.lua, VirtualHost \"{XmppDomain.Of(place.Shard)}\":\nmodules_enabled = {{ \"{name}\"; … }}";

    private string Remedy(XmppException e, string module) => XmppDomain.IsUnknown(e)
        ? $"gateway.json, {place.Key("Host")}: the XMPP domain, as behind VirtualHost in prosody.cfg.lua."
        : place.Shard.Prosody == place.Shard.Address
            ? $"nginx of the shard: location = /{(module == "bosh" ? "http-bind" : "xmpp-websocket")} must pass it on to Prosody, with Upgrade and Connection. Or {Module(module)}"
            : Module(module);
}
