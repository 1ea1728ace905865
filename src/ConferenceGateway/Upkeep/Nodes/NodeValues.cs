using System.Globalization;
using ConferenceGateway.Core;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Upkeep.Nodes;

/// <summary>A shard or a bridge as pairs of label and value: what it says of itself, and how it is set. Secrets are not among them.</summary>
internal static class NodeValues
{
    private static readonly Text Yes = new("ja", "yes");
    private static readonly Text No = new("nein", "no");

    /// <summary>What its sources say now.</summary>
    public static IEnumerable<(Text Label, Text Value)> Said(FleetNode node, DateTimeOffset now) => node is FleetNode.OfBridge { Bridge: var bridge } ? OfBridge(bridge, now) : OfShard(node.Home, now);

    /// <summary>How a shard is set.</summary>
    public static IEnumerable<(Text Label, Text Value)> Set(Shard shard)
    {
        yield return (new("Adresse", "Address"), Same(shard.Address));
        yield return (Text.Same("Prosody"), Same(shard.Prosody));
        yield return (Text.Same("Jicofo"), Same(shard.Jicofo));
        yield return (Text.Same("Host"), Same(shard.Host));
        if (shard.AnnouncedName is { } announced)
            yield return (new("Angesagter Name (shard_name)", "Announced name (shard_name)"), Same(announced));
        yield return (new("Platz für", "Room for"), People(shard.Capacity));
        yield return (new("Lässt ein", "Lets in"), shard.Authentication == ShardAuthentication.Token ? new("nur mit Token", "with a token only") : new("jeden", "everybody"));
        if (shard.Token is { } token)
            yield return (new("Felder des Tokens: iss, aud, sub", "Claims of the token: iss, aud, sub"), Same($"{token.Issuer}, {token.Audience}, {token.Subject}"));
        yield return (new("Fragt, ob ein Raum öffnen darf", "Asks whether a room may open"), shard.Reservations is null ? No : Yes);
    }

    /// <summary>How a bridge is set.</summary>
    public static IEnumerable<(Text Label, Text Value)> Set(Bridge bridge)
    {
        yield return (new("Öffentliche Adresse", "Public address"), Address(bridge.Address));
        yield return (new("Private Adresse", "Private address"), Address(bridge.PrivateAddress));
        yield return (new("Name bei Jicofo", "Name at Jicofo"), Same(bridge.Nickname));
        yield return (new("Platz für", "Room for"), People(bridge.Capacity));
    }

    private static IEnumerable<(Text Label, Text Value)> OfShard(ShardState shard, DateTimeOffset now)
    {
        if (shard.Report is not { } report)
        {
            yield return (new("Bericht", "Report"), new("Noch keiner. Das Gateway zählt seine eigenen Verbindungen.", "None yet. The gateway counts its own connections."));
            yield break;
        }

        yield return (new("Bericht", "Report"), Age(now - report.At, shard.IsReportOld));
        yield return (new("Menschen", "People"), Number(report.People));
        yield return (new("Räume", "Rooms"), Number(report.Rooms));
        yield return (new("Wer wo ist (Census)", "Who is where (census)"), report.Census is { } census
            ? new($"{census.Count} {NodeTexts.RoomsOf(census.Count).German}", $"{census.Count} {NodeTexts.RoomsOf(census.Count).English}")
            : new("sagt dieser Shard nicht", "this shard does not tell"));
    }

    private static IEnumerable<(Text Label, Text Value)> OfBridge(BridgeState bridge, DateTimeOffset now)
    {
        if (bridge.Report is { } report)
        {
            yield return (new("Bericht", "Report"), Age(now - report.At, false));
            yield return (Text.Same("Stress"), Same(report.Stress?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–"));
            yield return (new("Menschen", "People"), Number(report.People));
            yield return (new("Treffen", "Meetings"), Number(report.Conferences));
            yield return (new("Leert sich", "Drains"), report.IsDraining switch { true => Yes, false => No, null => Text.Same("–") });
            if (report.Version is { } version)
                yield return (new("Fassung", "Version"), Same(OneLine.Of(version)));
        }
        else
            yield return (new("Bericht", "Report"), new("keiner", "none"));
        yield return (new("Jicofo sieht sie leeren", "Jicofo sees it drain"), bridge.JicofoSaysDraining switch { true => Yes, false => No, null => new("sagt nichts dazu", "says nothing of it") });
    }

    private static Text Age(TimeSpan age, bool isOld)
    {
        var span = ShownTime.Span(age);
        return isOld ? new($"vor {span.German}, zu alt", $"{span.English} ago, too old") : new($"vor {span.German}", $"{span.English} ago");
    }

    private static Text People(int count) => new($"{count} {NodeTexts.PeopleOf(count).German}", $"{count} {NodeTexts.PeopleOf(count).English}");

    private static Text Number(int? number) => Same(number?.ToString(CultureInfo.InvariantCulture) ?? "–");

    private static Text Address(ServerAddress? address) => address is null ? new("nicht gesetzt", "not set") : Same(address);

    private static Text Same(object value) => Text.Same(value.ToString() ?? "");
}
