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
    private static readonly Option<string> Gateway = new("--gateway") { Description = "The gateway's assembly.", DefaultValueFactory = _ => PeerChoice.BuiltGateway() };
    private static readonly Option<bool> WithoutGateway = new("--without-gateway") { Description = "Measure bare YARP against itself only." };
    private static readonly Option<bool> Pin = new("--pin") { Description = "Proxies on processor 0, backends and load on processor 1 (taskset)." };
    private static readonly Option<FileInfo?> Json = new("--json") { Description = "Write machine and figures to this file." };
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<Command> All() => [Cpu(), Alloc(), Sockets(), Start()];

    private static Command Cpu()
    {
        var rounds = Number("--rounds", 11, "Rounds that count.");
        var warmUps = Number("--warm-ups", 3, "Rounds before them that are dropped.");
        var requests = Number("--requests", 24_000, "Requests per proxy, mix and round.");
        var slices = Number("--slices", 24, "Turns that each proxy has within a round.");
        var connections = Number("--connections", 32, "Keep-alive connections to each proxy.");
        var mixes = Mixes();
        var command = new Command("cpu", "CPU of the proxy process per forwarded request, saturated.") { rounds, warmUps, requests, slices, connections, mixes, Pin };
        return Measured(command, async (arguments, choice, stop) =>
        {
            var run = new CpuRun(
                choice with { Pin = arguments.GetValue(Pin) },
                arguments.GetRequiredValue(mixes),
                arguments.GetValue(rounds),
                arguments.GetValue(warmUps),
                arguments.GetValue(requests),
                arguments.GetValue(slices),
                arguments.GetValue(connections));
            var report = await run.RunAsync(System.Console.Out, stop);
            report.Print(System.Console.Out);
            return report;
        });
    }

    private static Command Alloc()
    {
        var rounds = Number("--rounds", 7, "Rounds that count.");
        var requests = Number("--requests", 5_000, "Requests per proxy, mix and round.");
        var mixes = Mixes();
        return Measured(
            new Command("alloc", "Bytes allocated per forwarded request, both proxies inside this process.") { rounds, requests, mixes },
            async (arguments, choice, stop) =>
                await new AllocRun(choice, arguments.GetRequiredValue(mixes), arguments.GetValue(rounds), arguments.GetValue(requests)).RunAsync(System.Console.Out, stop));
    }

    private static Command Sockets()
    {
        var count = Number("--count", 5_000, $"Idle WebSockets; at most {IdleSockets.Most}.");
        var rounds = Number("--rounds", 3, "Rounds; a new process per proxy in each.");
        return Measured(new Command("sockets", "Memory of the proxy process per idle WebSocket.") { count, rounds }, async (arguments, choice, stop) =>
        {
            var sockets = Math.Min(arguments.GetValue(count), IdleSockets.Most);
            var report = await new SocketsRun(choice, sockets, arguments.GetValue(rounds)).RunAsync(System.Console.Out, stop);
            SocketsRun.Print(report, System.Console.Out);
            return report;
        });
    }

    private static Command Start()
    {
        var rounds = Number("--rounds", 5, "Starts.");
        return Measured(
            new Command("start", "Time from the start of the demo's process until its start page answers.") { rounds },
            async (arguments, choice, stop) => await new StartRun(choice, arguments.GetValue(rounds)).RunAsync(System.Console.Out, stop));
    }

    private static Command Measured(Command command, Func<ParseResult, PeerChoice, CancellationToken, Task<object>> run)
    {
        command.Add(Gateway);
        command.Add(WithoutGateway);
        command.Add(Json);
        command.SetAction(async (arguments, stop) =>
        {
#if DEBUG
            System.Console.Error.WriteLine("This is a build in Debug; its figures say nothing. Use dotnet run -c Release.");
#endif
            var machine = Machine.Describe();
            machine.Print(System.Console.Out);
            try
            {
                var figures = await run(arguments, new PeerChoice(arguments.GetRequiredValue(Gateway), !arguments.GetValue(WithoutGateway), Pin: false), stop);
                if (arguments.GetValue(Json) is { } file)
                    await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(new { Run = command.Name, Machine = machine, Figures = figures }, Readable), stop);
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

    private static Option<int> Number(string name, int usual, string description) => new(name) { Description = description, DefaultValueFactory = _ => usual };

    private static Option<string[]> Mixes()
    {
        var option = new Option<string[]>("--mix") { Description = "Kinds of requests, each measured by itself.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => ["static", "bosh"] };
        option.AcceptOnlyFromAmong(RequestMix.Names);
        return option;
    }
}
