using System.CommandLine;
using System.Text.Json;
using ConferenceGateway.Benchmarks.Peers;
using ConferenceGateway.Benchmarks.UserAgents;

namespace ConferenceGateway.Benchmarks;

/// <summary>The servers that the runs start as processes of their own; they may be started by hand, too.</summary>
internal static class ChildCommands
{
    private static readonly Option<int> Port = new("--port") { Required = true, Description = "Port on 127.0.0.1." };
    private static readonly Option<string?> Certificate = new("--certificate") { Description = "Folder with certificate.pem and key.pem; then it listens with TLS." };
    private static readonly Option<bool> Child = new("--child") { Hidden = true, Description = "End when standard input ends: the process that started this one is gone." };

    public static IEnumerable<Command> All()
    {
        var backend = new Command("backend", "A shard: 1 KB at every path, 100 KB at one, an echo at /xmpp-websocket.") { Port, Certificate, Child };
        backend.SetAction((arguments, stop) => UntilStoppedAsync(
            arguments.GetValue(Child), token => Backend.RunAsync(arguments.GetValue(Port), arguments.GetValue(Certificate), token), stop));
        yield return backend;

        var count = new Option<int>("--count") { Required = true, Description = "How many bridges; each has a port of its own." };
        var bridges = new Command("bridges", "Bridges that answer how they are, and the Prosody and Jicofo of their shards.") { Port, count, Child };
        bridges.SetAction((arguments, stop) => UntilStoppedAsync(
            arguments.GetValue(Child), token => BridgesServer.RunAsync(arguments.GetValue(Port), arguments.GetValue(count), token), stop));
        yield return bridges;

        var auth = new Command("auth", "The endpoint that nginx asks about tickets.") { Port, Child };
        auth.SetAction((arguments, stop) => UntilStoppedAsync(arguments.GetValue(Child), token => AuthEndpoint.RunAsync(arguments.GetValue(Port), token), stop));
        yield return auth;

        var backends = new Option<string>("--backends") { Required = true, Description = "Addresses of the shards, with commas between them." };
        var yarp = new Command("yarp", "A bare YARP reverse proxy in front of some backends.") { Port, Certificate, backends, Child };
        yarp.SetAction((arguments, stop) => UntilStoppedAsync(
            arguments.GetValue(Child),
            token => BareYarp.RunAsync(arguments.GetValue(Port), arguments.GetValue(Certificate), arguments.GetRequiredValue(backends).Split(','), token),
            stop));
        yield return yarp;

        var cold = new Command("useragents-cold", "One cold start of the rules for User-Agents, as JSON.");
        cold.SetAction(_ => System.Console.Out.WriteLine(JsonSerializer.Serialize(ColdStart.Here())));
        yield return cold;
    }

    private static async Task<int> UntilStoppedAsync(bool child, Func<CancellationToken, Task> run, CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (child)
        {
            new Thread(() =>
            {
                while (System.Console.In.Read() >= 0)
                {
                    // Nobody writes; only the end counts.
                }

                ending.Cancel();
            })
            { IsBackground = true }.Start();
        }

        await run(ending.Token);
        return 0;
    }
}
