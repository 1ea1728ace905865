using ConferenceGateway.Core;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Settings;

/// <summary>Reads <see cref="GatewaySettings"/> and collects every fault on the way, so that one start shows them all.</summary>
internal sealed class SettingsReader(IConfiguration configuration, GatewayStart start, SettingFaults faults)
{
    /// <summary>The settings. Paths of files in them are relative to the folder of the operator's file.</summary>
    /// <exception cref="SettingsException">Something cannot be used.</exception>
    public static GatewaySettings Read(IConfiguration configuration, GatewayStart start, SettingFaults faults)
    {
        var settings = new SettingsReader(configuration, start, faults).Read();
        return settings is not null && faults.Lines.Count == 0 ? settings : throw new SettingsException(faults.Lines);
    }

    private GatewaySettings? Read()
    {
        var meeting = ReadOrigin("MeetingUrl");
        var portal = ReadOrigin("PortalUrl");
        if (meeting is not null && portal is not null)
            CheckApart(meeting, portal);
        CheckOperator();
        var path = Text("Storage:Path");
        if (path is null)
            faults.Missing("Storage:Path", "the file of the database, for example /var/lib/conference-gateway/gateway.db");
        var listening = new ListenReader(configuration, start, faults).Read(meeting, portal);
        var own = new OwnAddresses(meeting, portal, listening.Addresses);
        var shards = new ShardsReader(configuration.GetSection("Fleet:Shards"), start.Folder, meeting, own, faults).Read();
        var stop = StopOptions.Read(configuration, faults);
        var log = LogOptions.Read(configuration, faults);
        var audit = AuditReader.Read(configuration, faults);
        var reading = RulesFileReader.Read(configuration, start.Folder, faults);
        var waysIn = WaysInReader.Read(configuration, faults);
        var ice = new IceReader(configuration, start.Folder, faults).Read();
        var support = SupportReader.Read(configuration, faults);
        var rooms = RoomsReader.Read(configuration, faults);
        var placement = PlacementReader.Read(configuration, faults);
        var history = PlacementReader.ReadHistory(configuration, faults);
        var services = new ServicesReader(configuration, start.Folder, faults).Read();
        var issuers = new IssuersReader(configuration, start.Folder, faults).Read();
        var tickets = RoomsReader.ReadTickets(configuration, faults);
        var signIn = SignInReader.Read(configuration, start, faults);
        return meeting is null || portal is null || path is null
            ? null
            : new GatewaySettings
            {
                Origins = new Origins(meeting, portal),
                StoragePath = path,
                Shards = shards,
                Listening = listening,
                Stop = stop,
                Log = log,
                SignIn = signIn,
                Audit = audit,
                Reading = reading,
                WaysIn = waysIn,
                Ice = ice,
                Support = support,
                Rooms = rooms,
                Placement = placement,
                History = history,
                Services = services,
                TrustedIssuers = issuers,
                Tickets = tickets,
            };
    }

    private Uri? ReadOrigin(string key)
    {
        var text = Text(key);
        if (text is null)
        {
            faults.Missing(key, $"the public address of {(key == "MeetingUrl" ? "the rooms" : "sign-in and administration")}, for example https://{(key == "MeetingUrl" ? "meet" : "portal")}.example.org");
            return null;
        }

        if (ServerAddress.TryParse(text, out var address))
            return address.Uri;
        faults.Wrong(key, text, ServerAddress.Shape + ", for example https://meet.example.org");
        return null;
    }

    private void CheckApart(Uri meeting, Uri portal)
    {
        if (Uri.Compare(meeting, portal, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0)
            faults.Wrong("PortalUrl", portal.OriginalString, "must be another origin than MeetingUrl: a script that gets into a meeting page must find nothing to steal");
        else if (meeting.Host.Equals(portal.Host, StringComparison.OrdinalIgnoreCase) && !meeting.IsLoopback)
            faults.Wrong("PortalUrl", portal.OriginalString, "must have another host than MeetingUrl: two ports of one host share their cookies");
    }

    private void CheckOperator()
    {
        var options = configuration.GetSection(OperatorOptions.Section).Get<OperatorOptions>() ?? new OperatorOptions();
        options.Logo = LogoFile.Resolve(options.Logo, start.Folder);
        foreach (var failure in new OperatorOptionsRules().Validate(null, options).Failures ?? [])
            faults.Add(failure);
    }

    private string? Text(string key) => configuration[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}
