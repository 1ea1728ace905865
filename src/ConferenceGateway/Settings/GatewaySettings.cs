using System.Collections.Immutable;
using ConferenceGateway.Audit;
using ConferenceGateway.Browsers.Devices;
using ConferenceGateway.Browsers.Help;
using ConferenceGateway.Browsers.Reading;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.History;
using ConferenceGateway.Identity;
using ConferenceGateway.Placement;
using ConferenceGateway.Rooms;
using ConferenceGateway.Tickets;
using ConferenceGateway.WaysIn;

namespace ConferenceGateway.Settings;

/// <summary>What a person wrote, checked and turned into the values that the rooms of the house work with.</summary>
internal sealed record GatewaySettings
{
    /// <summary>Reads them out of all their sources, which are left in <paramref name="into"/>.</summary>
    /// <exception cref="SettingsException">They cannot be used; every fault is named.</exception>
    public static GatewaySettings Read(GatewayStart start, IConfigurationManager into)
    {
        var faults = new SettingFaults();
        SettingsSources.Fill(into, start, faults);
        return SettingsReader.Read(into, start, faults);
    }

    /// <summary>MeetingUrl and PortalUrl.</summary>
    public required Origins Origins { get; init; }

    /// <summary>The database file.</summary>
    public required string StoragePath { get; init; }

    /// <summary>The fleet, in the order of the file.</summary>
    public required ImmutableArray<Shard> Shards { get; init; }

    /// <summary>Where and how to listen.</summary>
    public required ListeningOptions Listening { get; init; }

    /// <summary>How the gateway ends.</summary>
    public required StopOptions Stop { get; init; }

    /// <summary>How people sign in.</summary>
    public required SignInOptions SignIn { get; init; }

    /// <summary>How long it is known who did what.</summary>
    public required AuditOptions Audit { get; init; }

    /// <summary>Which ways into a meeting are offered besides the browser.</summary>
    public required WaysInOptions WaysIn { get; init; }

    /// <summary>The STUN and TURN servers that the device test tries.</summary>
    public required IceOptions Ice { get; init; }

    /// <summary>How long it is kept what a member has left under a support code.</summary>
    public required HelpOptions Support { get; init; }

    /// <summary>How browsers are read.</summary>
    public required ReadingOptions Reading { get; init; }

    /// <summary>Who may claim rooms, and use those that nobody has claimed.</summary>
    public required RoomsOptions Rooms { get; init; }

    /// <summary>How rooms are placed.</summary>
    public required PlacementOptions Placement { get; init; }

    /// <summary>How long it is known how meetings went.</summary>
    public required HistoryOptions History { get; init; }

    /// <summary>The servers that bring telephones and recordings into meetings.</summary>
    public required ImmutableArray<KnownService> Services { get; init; }

    /// <summary>The sites whose tokens count as tickets.</summary>
    public required ImmutableArray<TrustedIssuer> TrustedIssuers { get; init; }

    /// <summary>How long tickets live.</summary>
    public required TicketsOptions Tickets { get; init; }

    /// <summary>What is logged, and where.</summary>
    public required LogOptions Log { get; init; }
}
