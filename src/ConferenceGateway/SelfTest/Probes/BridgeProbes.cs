using System.Net.WebSockets;
using System.Security.Cryptography;
using ConferenceGateway.Core;
using ConferenceGateway.SelfTest.Asking;

namespace ConferenceGateway.SelfTest.Probes;

/// <summary>The public listener of each bridge: does it answer to its server-id, and to nothing else.</summary>
internal sealed class BridgeProbes(ShardPlace place, int index, Bridge bridge, ServerAddress address, IReadOnlyList<Bridge> all, Asker asker)
{
    /// <summary>What JVB is called as long as nobody gave it a name.</summary>
    private const string DefaultId = "default-id";

    public static IEnumerable<Probe> Of(IReadOnlyList<ShardPlace> places, Asker asker)
    {
        Bridge[] all = [.. places.SelectMany(place => place.Shard.Bridges)];
        foreach (var place in places)
        foreach (var (index, bridge) in place.Shard.Bridges.Index())
        {
            if (bridge.Address is { } address)
            {
                var probes = new BridgeProbes(place, index, bridge, address, all, asker);
                yield return new Probe(Probe.Groups.Bridge, Subjects.Of(bridge), "its websockets", probes.LookAsync);
                yield return new Probe(Probe.Groups.Bridge, Subjects.Of(bridge), "what it shows", probes.LookAtOpenAsync);
            }

            yield return new Probe(Probe.Groups.Bridge, Subjects.Of(bridge), "its REST listener", new BridgeInside(place, index, bridge, asker).LookAsync);
        }
    }

    private async Task LookAsync(SubjectFindings findings, CancellationToken cancellation)
    {
        var (status, fault) = await KnockAsync(bridge.Id.ServerId, cancellation);
        switch (status)
        {
            case null:
                findings.Error(Codes.BridgeAnswer, $"{address} {fault}.",
                    "Clients whose bridge channel is a WebSocket lose picture and sound of the others after half a minute.",
                    $"jvb.conf: videobridge.http-servers.public {{ host = 0.0.0.0, port = 9090 }}; or gateway.json, {place.BridgeKey(index, "Address")}.");
                return;
            case 101 or 403:
                findings.Good(Codes.BridgeServerId, $"{address} answers to {bridge.Id.ServerId}.");
                await LookAtOthersAsync(findings, cancellation);
                return;
            case 404:
                await TellUnknownAsync(findings, cancellation);
                return;
            default:
                findings.Error(Codes.BridgeAnswer, $"{address} answers a bridge's websocket with {status}.",
                    "This is not how a videobridge refuses a wrong password (403).", $"gateway.json, {place.BridgeKey(index, "Address")}: the public listener of the bridge, often http://HOST:9090");
                return;
        }
    }

    private async Task TellUnknownAsync(SubjectFindings findings, CancellationToken cancellation)
    {
        const string why = "Clients are told one server-id and find another: they lose picture and sound of the others after half a minute.";
        var others = all.Where(other => other.Id != bridge.Id).Select(other => other.Id.ServerId).Append(DefaultId).ToArray();
        var answers = await Task.WhenAll(others.Take(16).Select(other => KnockAsync(other, cancellation)));
        if (others.Zip(answers).FirstOrDefault(pair => pair.Second.Status is 403) is { First: { } real })
            findings.Error(Codes.BridgeServerId, $"{address} is not {bridge.Id.ServerId}, it answers to {real}.", why,
                real == DefaultId
                    ? $"jvb.conf:\nvideobridge {{ websockets {{ server-id = \"{bridge.Id.ServerId}\" }} }}"
                    : $"gateway.json, {place.BridgeKey(index, "Address")}: two bridges are swapped.");
        else
            findings.Error(Codes.BridgeServerId, $"{address} does not answer to {bridge.Id.ServerId} (404).", why,
                $"gateway.json, {place.BridgeKey(index, "ServerId")}, if it is wrong there (if clients use SCTP, take the bridge out). Or jvb.conf:\nvideobridge {{ websockets {{ enabled = true, server-id = \"{bridge.Id.ServerId}\" }} }}");
    }

    /// <summary>A name that nobody has must be refused: else the answer for the right one says nothing.</summary>
    private async Task LookAtOthersAsync(SubjectFindings findings, CancellationToken cancellation)
    {
        var nobody = $"gateway-check-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        if (await KnockAsync(nobody, cancellation) is { Status: 101 or 403 })
            findings.Note(Codes.BridgeServerId, $"{address} answers to any server-id.",
                "So it cannot be told from here whether this is the right bridge.", "Usually a proxy in front of the bridge that does not look at it; nothing has to be done.");
    }

    private async Task LookAtOpenAsync(SubjectFindings findings, CancellationToken cancellation)
    {
        if (bridge.PrivateAddress == address)
            return;
        var open = await OpenPaths.FindAsync(address.Uri, null, asker, cancellation);
        if (open.Count > 0)
            findings.Warning(Codes.BridgeOpen, $"The public listener {address} shows {string.Join(", ", open)}.",
                "These belong to the private listener. Whoever reaches it can see all conferences, and drain or shut down the bridge.",
                "jvb.conf: keep the two apart, and the private one on loopback or a private network:\nvideobridge { http-servers { private { host = 127.0.0.1 } } }");
        else
            findings.Good(Codes.BridgeOpen, "Its public listener shows nothing of the inside.");
    }

    /// <summary>Opens a bridge channel with a wrong password, as far as the bridge lets it.</summary>
    private async Task<(int? Status, string Fault)> KnockAsync(string serverId, CancellationToken cancellation)
    {
        using var limit = new TimeLimit(asker.Patience, asker.Time, cancellation);
        using var socket = new ClientWebSocket();
        try
        {
            var channel = new Uri(address.Uri, $"/colibri-ws/{serverId}/gateway-check/0?pwd=gateway-check");
            await asker.OpenAsync(socket, channel, limit.Token).WaitAsync(limit.Token);
            return (101, "");
        }
        catch (OperationCanceledException) when (limit.IsOver)
        {
            return (null, Fault.Late(asker.Patience, hasBegun: false));
        }
        catch (Exception e) when (e is WebSocketException or HttpRequestException or IOException)
        {
            return socket.HttpStatusCode == 0 ? (null, Fault.Of(e)) : ((int)socket.HttpStatusCode, "");
        }
    }
}
