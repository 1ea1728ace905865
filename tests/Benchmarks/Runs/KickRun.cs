using System.Diagnostics;
using System.Globalization;
using System.Text;
using ConferenceGateway.Audit;
using ConferenceGateway.Benchmarks.Load;
using ConferenceGateway.Benchmarks.Measuring;
using ConferenceGateway.Core;
using ConferenceGateway.Hosting;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms.Changes;
using ConferenceGateway.Rooms.Live;
using ConferenceGateway.Settings;
using ConferenceGateway.SystemTests;
using ConferenceGateway.Testing;
using ConferenceGateway.Tickets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConferenceGateway.Benchmarks.Runs;

/// <summary>From the chair's kick, its row in the database included, until somebody else at a real Prosody hears that the person has left.</summary>
internal sealed record KickRun(int Kicks)
{
    private const string Host = "meet.test";
    private static readonly TimeSpan Goal = TimeSpan.FromSeconds(2);

    public async Task<Report> RunAsync(TextWriter output, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("conference-gateway-kick-");
        try
        {
            await using var prosody = await ProsodyServer.StartAsync("a", stop);
            var port = LoopbackPorts.NextPair();
            await using var gateway = await StartAsync(Path.Combine(folder.FullName, "gateway.db"), port, prosody.Address, stop);
            var room = await ClaimAsync(gateway.Services);
            await using var witness = await XmppMember.JoinAsync(prosody.Address, Host, [], room.Key, "witness", stop);
            var address = new Uri($"http://127.0.0.1:{port}");

            var text = new StringBuilder($"{Kicks} kicks each, one after the other: from the chair's deed until another member hears that the person has left.\n\n")
                .AppendHead("kick to gone", ["median, ms", "p99, ms", "longest, ms", "goal"]);
            foreach (var transport in new[] { "websocket", "BOSH" })
            {
                var milliseconds = new double[Kicks];
                for (var number = 0; number < Kicks; number++)
                    milliseconds[number] = await KickAsync(gateway.Services, address, room, witness, transport, $"{transport}-{number}", stop);
                output.WriteLine($"{transport}: done");
                text.AppendRow(transport,
                [
                    $"{PairedRatios.MedianOf(milliseconds):0.0}", $"{PairedRatios.QuantileOf(milliseconds, 0.99):0.0}", $"{milliseconds.Max():0.0}",
                    $"≤ {Goal.TotalSeconds:0} s: {(milliseconds.Max() <= Goal.TotalMilliseconds ? "reached" : "missed")}",
                ]);
            }

            return new Report("kick", text.ToString(), new { Kicks });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> KickAsync(IServiceProvider services, Uri address, RoomName room, XmppMember witness, string transport, string nick, CancellationToken stop)
    {
        (string, string)[] headers =
        [
            ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"), ("Origin", $"{address.Scheme}://{address.Authority}"),
            ("Cookie", CookieOf(services, room, nick)),
        ];
        await using IAsyncDisposable member = transport == "BOSH"
            ? await BoshMember.JoinAsync(address, address.Authority, headers, room.Key, nick, stop)
            : await XmppMember.JoinAsync(address, address.Authority, headers, room.Key, nick, stop);
        await witness.UntilAsync(heard => heard.Contains($"/{nick}'", StringComparison.Ordinal), stop);
        var person = services.GetRequiredService<RoomPeople>().Of(room).Single(person => person.Name == nick);

        var clock = Stopwatch.GetTimestamp();
        if (await services.GetRequiredService<RoomLive>().KickAsync(Actor.Gateway, room, person.Id) is not RoomAnswer.Done)
            throw new BenchmarkException("Nobody was sent out.");
        await witness.UntilAsync(heard => heard.Contains($"/{nick}'", StringComparison.Ordinal) && heard.Contains("unavailable", StringComparison.Ordinal), stop);
        return Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
    }

    private static string CookieOf(IServiceProvider services, RoomName room, string name)
    {
        var tickets = services.GetRequiredService<TicketOffice>();
        var context = new DefaultHttpContext();
        tickets.Leave(context, tickets.Make(room, TicketKind.Guest, revision: 1, name));
        return context.Response.Headers.SetCookie.ToString().Split(';')[0];
    }

    private static async Task<RoomName> ClaimAsync(IServiceProvider services)
    {
        if (!RoomName.TryParseKey("vorstand", out var room) || !AccountName.TryParse("chair", out var name))
            throw new BenchmarkException("Names are read otherwise now.");
        var chair = (AccountAnswer.Done)await services.GetRequiredService<AccountChanges>().CreateAsync(Actor.Gateway, new NewAccount(name, "Chair", Roles.None) { PasswordHash = "none" });
        await services.GetRequiredService<RoomChanges>().ClaimAsync(Actor.Gateway, room, chair.Account.Id);
        return room;
    }

    private static async Task<WebApplication> StartAsync(string path, int port, Uri shard, CancellationToken stop)
    {
        var app = await GatewayHost.BuildAsync(new GatewayStart
        {
            IsAlone = true,
            LogLevel = LogLevel.Error,
            Settings = new Dictionary<string, string?>
            {
                ["MeetingUrl"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
                ["PortalUrl"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port + 1}"),
                ["Urls"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
                ["Operator:Name"] = "Beispielverein",
                ["Operator:Contact"] = "hilfe@beispielverein.example",
                ["Storage:Path"] = path,
                ["Fleet:Shards:0:Name"] = "a",
                ["Fleet:Shards:0:Address"] = shard.ToString(),
                ["Fleet:Shards:0:Host"] = Host,
                ["Fleet:Shards:0:Authentication"] = "Token",
                ["Fleet:Shards:0:Token:Issuer"] = "gateway",
                ["Fleet:Shards:0:Token:Secret"] = new string('x', 32),
            },
        });
        await app.StartAsync(stop);
        var fleet = app.Services.GetRequiredService<Fleet.FleetView>();
        while (!fleet.Current.HasShardUp)
            await fleet.Changed.WaitAsync(stop);
        return app;
    }
}
