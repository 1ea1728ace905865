namespace ConferenceGateway.SelfTest;

/// <summary>
/// What the findings of the probes are called: <see cref="Finding.Code"/>. They never change; docs/check.md lists them.
/// Those of the lint are in its own folder.
/// </summary>
internal static class Codes
{
    public const string Settings = "settings.read";

    public const string Unfinished = "check.unfinished";
    public const string Failed = "check.failed";

    public const string DnsAddress = "dns.address";
    public const string DnsPrivate = "dns.private";
    public const string DnsElsewhere = "dns.elsewhere";

    public const string TlsConnect = "tls.connect";
    public const string TlsTrust = "tls.trust";
    public const string TlsName = "tls.name";
    public const string TlsExpiry = "tls.expiry";
    public const string TlsVersion = "tls.version";
    public const string TlsHttp2 = "tls.http2";
    public const string TlsFile = "tls.file";

    public const string StorageUser = "storage.user";
    public const string StorageWrite = "storage.write";
    public const string StorageSchema = "storage.schema";
    public const string StorageSpace = "storage.space";
    public const string StorageMode = "storage.mode";

    public const string GatewayLive = "gateway.live";
    public const string GatewayReady = "gateway.ready";
    public const string GatewayHost = "gateway.host";
    public const string GatewayFront = "gateway.front";
    public const string GatewayClients = "gateway.clients";
    public const string GatewayOpen = "gateway.open";
    public const string GatewayWebSocket = "gateway.websocket";
    public const string GatewayBosh = "gateway.bosh";
    public const string GatewaySilence = "gateway.silence";
    public const string GatewayPoll = "gateway.poll";

    public const string WebPage = "web.page";
    public const string WebShardHeader = "web.shard-header";
    public const string WebOpen = "web.open";

    public const string ProsodyAnswer = "prosody.answer";
    public const string ProsodyHost = "prosody.host";
    public const string ProsodyBosh = "prosody.bosh";
    public const string ProsodyWebSocket = "prosody.websocket";
    public const string ProsodyKeepAlive = "prosody.keep-alive";
    public const string ProsodyDomain = "prosody.domain";
    public const string ProsodyLogin = "prosody.login";
    public const string ProsodyGuard = "prosody.guard";
    public const string ProsodyToken = "prosody.token";
    public const string ProsodyRooms = "prosody.rooms";
    public const string ProsodyShardName = "prosody.shard-name";
    public const string ProsodyEndpoints = "prosody.endpoints";

    public const string JicofoRequest = "jicofo.request";
    public const string JicofoAnswer = "jicofo.answer";
    public const string JicofoHealth = "jicofo.health";
    public const string JicofoBridges = "jicofo.bridges";
    public const string JicofoEndpoints = "jicofo.endpoints";

    public const string BridgeAnswer = "bridge.answer";
    public const string BridgeServerId = "bridge.server-id";
    public const string BridgeOpen = "bridge.open";
    public const string BridgePrivate = "bridge.private";
    public const string BridgeHealth = "bridge.health";
    public const string BridgeRooms = "bridge.brewery";
    public const string BridgeDrain = "bridge.drain";
    public const string BridgeShutdown = "bridge.shutdown";
    public const string BridgeStress = "bridge.stress";
    public const string BridgeEndpoints = "bridge.endpoints";

    public const string ClockOffset = "clock.offset";
}
