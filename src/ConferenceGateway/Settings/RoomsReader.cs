using ConferenceGateway.Core;
using ConferenceGateway.Rooms;
using ConferenceGateway.Tickets;

namespace ConferenceGateway.Settings;

/// <summary>Reads the section <c>Rooms</c>.</summary>
internal static class RoomsReader
{
    /// <summary>How long tickets live.</summary>
    public static TicketsOptions ReadTickets(IConfiguration configuration, SettingFaults faults) => new()
    {
        AppAge = TimeSpan.FromHours(configuration.ReadNumber("Rooms:AppTicketHours", (int)new TicketsOptions().AppAge.TotalHours, 1, 24, faults)),
    };

    /// <summary>The options; what is wrong is a fault, and the default stands in its place.</summary>
    public static RoomsOptions Read(IConfiguration configuration, SettingFaults faults)
    {
        var usual = new RoomsOptions();
        return new RoomsOptions
        {
            Claim = configuration.ReadChoice("Rooms:Claim", usual.Claim, faults),
            Unclaimed = configuration.ReadChoice("Rooms:Unclaimed", usual.Unclaimed, faults),
            EmbeddedBy = ReadEmbeddedBy(configuration.GetSection("Rooms:EmbeddedBy"), faults),
            MostOfOne = configuration.ReadNumber("Rooms:MostOfOne", usual.MostOfOne, 1, 10_000, faults),
        };
    }

    // An empty list is a value without a text: nobody but our own pages.
    private static List<string>? ReadEmbeddedBy(IConfigurationSection section, SettingFaults faults)
    {
        var entries = section.GetChildren().ToList();
        if (entries.Count == 0 && section.Value is null)
            return null;
        if (entries.Count == 0 && section.Value is { Length: > 0 } text)
            faults.Wrong(section.Path, text, "must be a list of origins, for example [\"https://intranet.example.org\"]; an empty list is nobody");
        var origins = new List<string>();
        foreach (var entry in entries)
        {
            if (ServerAddress.TryParse(entry.Value ?? "", out var address))
                origins.Add(address.Uri is { HostNameType: UriHostNameType.Dns } uri ? address.Prefix.Replace(uri.Host, uri.IdnHost, StringComparison.Ordinal) : address.Prefix);
            else
                faults.Wrong(entry.Path, entry.Value, ServerAddress.Shape + ", for example https://intranet.example.org");
        }

        return origins;
    }
}
