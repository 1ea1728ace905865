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
            Claim = Choice("Claim", usual.Claim),
            Unclaimed = Choice("Unclaimed", usual.Unclaimed),
            MostOfOne = configuration.ReadNumber("Rooms:MostOfOne", usual.MostOfOne, 1, 10_000, faults),
        };

        T Choice<T>(string key, T otherwise)
            where T : struct, Enum
        {
            if (configuration["Rooms:" + key] is not { } text)
                return otherwise;
            // A number is no name, though the framework would take it.
            if (Enum.TryParse<T>(text.Trim(), ignoreCase: true, out var value) && Enum.IsDefined(value) && !int.TryParse(text, out _))
                return value;
            faults.Wrong("Rooms:" + key, text, $"must be {string.Join(" or ", Enum.GetNames<T>())}");
            return otherwise;
        }
    }
}
