namespace ConferenceGateway.Tests.Architecture;

/// <summary>
/// The table of the house: arrows go down only, and rooms on one line do not know each other. Changing it is a decision
/// record.
/// </summary>
internal static class House
{
    private const string Table = """
        Console
        Hosting
        SelfTest
        Settings
        Proxy       Status      Upkeep      Support
        Mumble      DialIn
        Browsers    Rooms
        Placement   Fleet
        Notices     History     WaysIn      Tickets     Live
        Identity    Connections
        Audit
        Portal
        Storage
        Core        UserAgents
        """;

    /// <summary>The simulated shards stand beside the house; only the command line may go there.</summary>
    private const string Lab = "Lab";

    private static readonly Dictionary<string, int> Lines = Table.Split('\n')
        .SelectMany((line, number) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(room => (room, number)))
        .ToDictionary(place => place.room, place => place.number);

    public static bool Has(string room) => Lines.ContainsKey(room);

    /// <summary>Whether code of one room may use a type of another.</summary>
    public static bool Allows(string from, string to)
    {
        if (from == to)
            return Has(from) || from == Lab;
        if (to == Lab)
            return from == "Console";
        return Lines.TryGetValue(from, out var upper) && Lines.TryGetValue(to, out var lower) && lower > upper;
    }

    /// <summary>The room of a namespace: <c>Proxy</c> of <c>ConferenceGateway.Proxy.Any</c>; null for what is not of the house.</summary>
    public static string? RoomOf(string space) => space.Split('.') switch
    {
        ["ConferenceGateway"] => "",
        ["ConferenceGateway", var room, ..] => room,
        _ => null,
    };
}
