using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConferenceGateway.Benchmarks.Load;
using ConferenceGateway.Benchmarks.Measuring;
using ConferenceGateway.Benchmarks.Peers;
using ConferenceGateway.Benchmarks.Runs;

namespace ConferenceGateway.Benchmarks;

/// <summary>The measurements, one command each.</summary>
internal static class RunCommands
{
    private static readonly string[] Parts = ["http", "tls", "rate", "sockets"];
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    private static readonly Option<string> Gateway = new("--gateway") { Description = "The gateway's assembly.", DefaultValueFactory = _ => PeerChoice.BuiltGateway() };
    private static readonly Option<FileInfo?> Json = new("--json") { Description = "Write machine and figures to this file." };
    private static readonly Option<bool> NoDocs = new("--no-docs") { Description = "Leave docs/performance.md as it is." };
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<Command> All() => [Compare(), Alloc(), Start(), Slow(), Guess(), Hall(), Kick(), Failover(), Fleet(), UserAgents(), PlaceChoice(), Claim()];

    private static Command Compare()
    {
        var parts = new Option<string[]>("--part") { Description = "What to measure.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => Parts };
        parts.AcceptOnlyFromAmong(Parts);
        var only = new Option<string[]>("--only") { Description = "Peers by the beginning of their names, such as bare gateway nginx; no docs then.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        var variant = new Option<string[]>("--variant") { Description = "The gateway once more with environment variables NAME=VALUE,NAME=VALUE; no docs then.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        var quick = new Option<bool>("--quick") { Description = "Fewer and shorter rounds, in 3 minutes; no docs then." };
        var count = new Option<int?>("--count") { Description = $"Idle WebSockets; at most {IdleSockets.Most}." };
        var rounds = new Option<int?>("--rounds") { Description = "Rounds of every part." };
        var command = new Command("compare", "The gateway beside a bare YARP, HAProxy and nginx.") { parts, only, variant, quick, count, rounds };
        return Measured(command, arguments => arguments.GetValue(quick) || arguments.GetRequiredValue(only).Length > 0 || arguments.GetRequiredValue(variant).Length > 0, async (arguments, output, stop) =>
        {
            var choice = new PeerChoice(arguments.GetRequiredValue(Gateway), arguments.GetRequiredValue(only), arguments.GetRequiredValue(variant));
            choice.Check();
            foreach (var missing in choice.Missing)
                output.WriteLine(missing);
            var isQuick = arguments.GetValue(quick);
            int Rounds(int usual, int few) => arguments.GetValue(rounds) ?? (isQuick ? few : usual);
            var saturated = new SaturatedRun(choice, Rounds(9, 3), isQuick ? 1_500 : 3_000);
            var reports = new List<Report>();
            foreach (var part in arguments.GetRequiredValue(parts))
            {
                reports.Add(part switch
                {
                    "http" => await saturated.RunAsync(part, tls: false, output, stop),
                    "tls" => await saturated.RunAsync(part, tls: true, output, stop),
                    "rate" => await new RateRun(choice, Rounds(7, 2), isQuick ? 1_000 : 2_000).RunAsync(output, stop),
                    _ => await new SocketsRun(choice, Math.Min(arguments.GetValue(count) ?? (isQuick ? 2_000 : 5_000), IdleSockets.Most), Rounds(3, 1)).RunAsync(output, stop),
                });
            }

            return reports;
        });
    }

    private static Command Alloc()
    {
        var rounds = Number("--rounds", 7, "Rounds that count.");
        var requests = Number("--requests", 5_000, "Requests per proxy, mix and round.");
        return Measured(
            new Command("alloc", "Bytes allocated per forwarded request, both proxies inside this process.") { rounds, requests },
            _ => false,
            async (arguments, _, stop) => [await new AllocRun(arguments.GetValue(rounds), arguments.GetValue(requests)).RunAsync(stop)]);
    }

    private static Command Start()
    {
        var rounds = Number("--rounds", 5, "Starts.");
        return Measured(
            new Command("start", "Time until the published program is ready.") { rounds },
            _ => false,
            async (arguments, output, stop) => [await new StartRun(arguments.GetValue(rounds)).RunAsync(output, stop)]);
    }

    private static Command Slow()
    {
        var headers = Number("--headers", 2_000, "Clients whose headers never end.");
        var bodies = Number("--bodies", 500, "Clients whose bodies never end.");
        return Measured(
            new Command("slow", "What slow clients do to the others.") { headers, bodies },
            _ => false,
            async (arguments, output, stop) =>
                [await new SlowRun(new PeerChoice(arguments.GetRequiredValue(Gateway), [], []), arguments.GetValue(headers), arguments.GetValue(bodies)).RunAsync(output, stop)]);
    }

    private static Command Guess()
    {
        var clients = Number("--clients", 50, "Clients, each from a network of its own; at most 250.");
        var guesses = Number("--guesses", 10_000, "Wrong passwords in all.");
        return Measured(
            new Command("guesses", "What guessing passwords costs, and what it does to the others.") { clients, guesses },
            _ => false,
            async (arguments, output, stop) =>
                [await new GuessRun(new PeerChoice(arguments.GetRequiredValue(Gateway), [], []), arguments.GetValue(clients), arguments.GetValue(guesses)).RunAsync(output, stop)]);
    }

    private static Command Hall()
    {
        var people = Number("--people", 200, "All behind one address.");
        var mistyping = Number("--mistyping", 20, "How many of them mistype first.");
        var seconds = Number("--seconds", 30, "Within which they type.");
        return Measured(
            new Command("hall", "How fast a congress is in a room with a password.") { people, mistyping, seconds },
            _ => false,
            async (arguments, output, stop) =>
                [await new HallRun(arguments.GetValue(people), arguments.GetValue(mistyping), TimeSpan.FromSeconds(arguments.GetValue(seconds))).RunAsync(output, stop)]);
    }

    private static Command Kick()
    {
        var kicks = Number("--kicks", 60, "Each over websocket and over BOSH.");
        return Measured(
            new Command("kick", "How long whoever is sent out is still there for the others, at a real Prosody.") { kicks },
            _ => false,
            async (arguments, output, stop) => [await new KickRun(arguments.GetValue(kicks)).RunAsync(output, stop)]);
    }

    private static Command Failover()
    {
        var repetitions = Number("--repetitions", 100, "Lost shards of each kind; with fewer no docs.");
        var atOnce = Number("--at-once", 1, "Lost shards at once, each of a gateway of its own: waiting is most of a repetition.");
        var rooms = Number("--rooms", 500, "Rooms on the lost shard; with fewer no docs.");
        var others = Number("--others", 100, "Rooms on the other.");
        return Measured(
            new Command("failover", "How soon the rooms of a lost shard are usable again.") { repetitions, rooms, others, atOnce },
            arguments => arguments.GetValue(repetitions) < 100 || arguments.GetValue(rooms) < 500,
            async (arguments, output, stop) =>
                [await new FailoverRun(arguments.GetValue(repetitions), arguments.GetValue(rooms), arguments.GetValue(others), arguments.GetValue(atOnce)).RunAsync(output, stop)],
            TimeSpan.FromHours(4));
    }

    private static Command Fleet()
    {
        var bridges = Number("--bridges", 200, "Bridges, five a shard.");
        var rounds = Number("--rounds", 5, "Slices of each kind.");
        var polls = Number("--polls", 6, "Rounds of questions in a slice, 5 s each.");
        return Measured(
            new Command("fleet", "What it costs to observe many bridges, beside a bare loop that reads the same answers.") { bridges, rounds, polls },
            arguments => arguments.GetValue(bridges) != 200,
            async (arguments, output, stop) => [await new FleetRun(arguments.GetValue(bridges), arguments.GetValue(rounds), arguments.GetValue(polls)).RunAsync(output, stop)]);
    }

    private static Command UserAgents()
    {
        var rounds = Number("--rounds", 5, "Cold starts.");
        return Measured(
            new Command("useragents", "What it costs to read a User-Agent, beside one pattern after the other.") { rounds },
            _ => false,
            async (arguments, output, stop) => [await new UserAgentsRun(arguments.GetValue(rounds)).RunAsync(output, stop)]);
    }

    private static Command PlaceChoice()
    {
        var shards = Number("--shards", 1_000, "Shards of the fleet.");
        var batches = Number("--batches", 400, "Batches of 50 choices.");
        return Measured(
            new Command("choice", "What it costs to choose a shard for a room.") { shards, batches },
            _ => false,
            (arguments, _, _) => Task.FromResult<List<Report>>([new ChoiceRun(arguments.GetValue(shards), arguments.GetValue(batches)).Run()]));
    }

    private static Command Claim()
    {
        var rounds = Number("--rounds", 15, "Rounds that count.");
        var rooms = Number("--rooms", 200, "New rooms a round.");
        return Measured(
            new Command("claim", "What it costs to place a new room, beside a bare insert of its row.") { rounds, rooms },
            _ => false,
            async (arguments, _, stop) => [await new ClaimRun(arguments.GetValue(rounds), arguments.GetValue(rooms)).RunAsync(stop)]);
    }

    private static Command Measured(
        Command command, Func<ParseResult, bool> isPartial, Func<ParseResult, TextWriter, CancellationToken, Task<List<Report>>> run, TimeSpan? limit = null)
    {
        command.Add(Gateway);
        command.Add(Json);
        command.Add(NoDocs);
        command.SetAction(async (arguments, stop) =>
        {
#if DEBUG
            System.Console.Error.WriteLine("This is a build in Debug; its figures say nothing. Use -c Release.");
#endif
            using var limited = CancellationTokenSource.CreateLinkedTokenSource(stop);
            limited.CancelAfter(limit ?? Limit);
            var machine = Machine.Describe();
            System.Console.Out.WriteLine(machine.Text);
            try
            {
                var reports = await run(arguments, System.Console.Out, limited.Token);
                foreach (var report in reports)
                    System.Console.Out.WriteLine($"\n{report.Markdown}");
                if (arguments.GetValue(Json) is { } file)
                    await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(new { Run = command.Name, Machine = machine, Reports = reports }, Readable), stop);
                if (!arguments.GetValue(NoDocs) && !isPartial(arguments))
                    await WriteDocsAsync(reports.Select(report => report with { Markdown = $"{machine.Text}\n\n{report.Markdown}" }), stop);
                return 0;
            }
            catch (BenchmarkException broken)
            {
                await System.Console.Error.WriteLineAsync(broken.Message);
                return 1;
            }
            catch (OperationCanceledException)
            {
                await System.Console.Error.WriteLineAsync("Stopped before the end; there are no figures.");
                return 130;
            }
        });
        return command;
    }

    private static async Task WriteDocsAsync(IEnumerable<Report> reports, CancellationToken stop)
    {
        var file = Path.Combine(PeerChoice.Repository(), "docs", "performance.md");
        var page = await File.ReadAllTextAsync(file, stop);
        await File.WriteAllTextAsync(file, reports.Aggregate(page, (text, report) => report.PutInto(text)), stop);
        System.Console.Out.WriteLine($"Written into {file}");
    }

    private static Option<int> Number(string name, int usual, string description) => new(name) { Description = description, DefaultValueFactory = _ => usual };
}
