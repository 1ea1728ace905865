using System.Security.Cryptography;
using ConferenceGateway.Lab;
using ConferenceGateway.Settings;

namespace ConferenceGateway.Console;

/// <summary>
/// A whole installation in one process: two Lab shards, a gateway before them with a database in a folder of its own,
/// and, if wished, a crowd.
/// </summary>
internal static class Demo
{
    /// <summary>More simulated people would need more sockets than a process usually gets.</summary>
    public const int MaxPeople = 2000;

    private const int BridgesPerShard = 2;

    private static readonly string[] Shards = ["alpha", "beta"];

    public static async Task<int> RunAsync(Uri meeting, int people, string[] overrides, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("conference-gateway-demo-");
        try
        {
            // As an operator who shows the reports to the gateway alone: what the check finds in the demo shall be worth reading.
            await using var lab = await LabFleet.StartAsync(
                Shards.Select(name => new LabShardOptions
                {
                    Name = name,
                    Bridges = [.. Enumerable.Range(1, BridgesPerShard).Select(number => new LabBridgeOptions { ServerId = $"{name}-{number}", HasStats = true })],
                    HidesReports = true,
                    SeparatesParts = true,
                    HasHealthChecks = true,
                    Token = new LabToken { Issuer = "demo", Subject = meeting.Host, Secret = RandomNumberGenerator.GetHexString(64, lowercase: true) },
                }), cancellation);
            var portal = new UriBuilder(meeting) { Port = meeting.Port + 1 }.Uri;
            var settings = Settings(meeting, portal, folder.FullName, lab);
            var accounts = await DemoAccounts.SeedAsync(settings["Storage:Path"]!);
            await DemoVisits.SeedAsync(settings["Storage:Path"]!, TimeProvider.System);
            DemoCrowd? crowd = null;
            try
            {
                return await GatewayRun.RunAsync(
                    new GatewayStart
                    {
                        Overrides = overrides,
                        Settings = settings,
                        IsAlone = true,
                        LogLevel = LogLevel.Warning,
                    },
                    cancellation,
                    whenStarted: async gateway =>
                    {
                        var rooms = await DemoRooms.SeedAsync(gateway, accounts.Chair);
                        var key = await DemoKey.MakeAsync(gateway, accounts.Admin);
                        await SayAsync(meeting, portal, folder.FullName, people, accounts, rooms, key);
                        if (people > 0)
                            crowd = DemoCrowd.Start(meeting, people, lab);
                    });
            }
            finally
            {
                if (crowd is not null)
                    await crowd.DisposeAsync();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Dictionary<string, string?> Settings(Uri meeting, Uri portal, string folder, LabFleet lab)
    {
        var settings = new Dictionary<string, string?>
        {
            ["MeetingUrl"] = meeting.ToString(),
            ["PortalUrl"] = portal.ToString(),
            ["Storage:Path"] = Path.Combine(folder, "gateway.db"),
            ["Operator:Name"] = "Beispielverein e. V.",
            ["Operator:Contact"] = "hilfe@beispielverein.example",
            ["Operator:Imprint"] = "https://beispielverein.example/impressum",
            ["Operator:Privacy"] = "https://beispielverein.example/datenschutz",
        };
        foreach (var (key, value) in LabSettings.Of(lab.Shards))
            settings[key] = value;
        return settings;
    }

    private static Task SayAsync(Uri meeting, Uri portal, string folder, int people, DemoAccounts accounts, DemoRooms rooms, string key) => System.Console.Out.WriteLineAsync(
        $"""

        Conference Gateway, demo

          Rooms    {meeting}        open {meeting}plenum in two browsers and meet yourself
          Sign-in  {portal}

                   admin  {accounts.Admin}   {accounts.AdminPassword}
                   chair  {accounts.Chair}   {accounts.ChairPassword}

          Doors    {meeting}{DemoRooms.WithPassword}        asks for the password: {rooms.Password}
                   {meeting}{DemoRooms.ForMembers}      for whoever is signed in
                   {meeting}{DemoRooms.WithWaitingRoom}    the chair lets in, at {portal}rooms

          Commands for a second terminal, as fleet or drain {Shards[0]}-1 --wait, with these two in its environment:

        GATEWAY_URL={portal}
        GATEWAY_KEY={key}

          Two simulated shards, "{Shards[0]}" and "{Shards[1]}", with {BridgesPerShard} bridges each{(people > 0 ? $", and {people} simulated people" : "")}. The database is in {folder}
          and goes when you press Ctrl+C. The two ports share their cookies; in production they are two hosts.

        """);
}
