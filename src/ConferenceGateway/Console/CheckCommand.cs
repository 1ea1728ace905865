using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using ConferenceGateway.SelfTest;

namespace ConferenceGateway.Console;

/// <summary><c>check</c>: the self-test on the command line. It reads arguments and prints.</summary>
internal static class CheckCommand
{
    /// <summary>As monitoring plugins have it: nothing can be said.</summary>
    private const int Unknown = 3;

    private const int Threads = 32;

    /// <summary>From the start of the process to its last line.</summary>
    private static readonly TimeSpan AllOfIt = TimeSpan.FromSeconds(28);

    public static Command Create()
    {
        var config = SettingsOption.Create();
        var json = new Option<bool>("--json") { Description = "Prints one JSON document, with the good findings too." };
        var all = new Option<bool>("--all") { Description = "Prints the good findings too." };
        var only = new Option<string[]>("--only")
        {
            Description = $"Looks at these alone, parted by commas: {string.Join(", ", Probe.Groups.All)}.",
            AllowMultipleArgumentsPerToken = false,
            HelpName = "GROUPS",
            DefaultValueFactory = _ => [],
        };
        var command = new Command("check", "Looks at everything the gateway depends on and says what to change. Ends within 30 s; changes nothing.")
        {
            config, json, all, only,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancellation) =>
        {
            var groups = parsed.GetRequiredValue(only).SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToImmutableHashSet();
            if (groups.Except(Probe.Groups.All) is { Count: > 0 } wrong)
            {
                await System.Console.Error.WriteLineAsync($"--only {string.Join(", ", wrong)}: there is no such group; there are {string.Join(", ", Probe.Groups.All)}.");
                return Unknown;
            }

            // Some probes block a thread (the database, a certificate's chain); on a small machine they would hold up the others.
            ThreadPool.SetMinThreads(Threads, Threads);
            var report = await SelfTestRun.RunAsync(new SelfTestStart
            {
                Limit = LeftOf(AllOfIt),
                Gateway = SettingsOption.StartOf(parsed, config),
                Only = groups,
            }, cancellation);
            await System.Console.Out.WriteLineAsync(parsed.GetValue(json)
                ? report.ToJson()
                : new CheckText(HasColours(), Width()).Of(report, parsed.GetValue(all)));
            return report.ExitCode;
        });
        return command;
    }

    /// <summary>A busy machine may need seconds to start a process, and the promise counts from the key that was pressed.</summary>
    private static TimeSpan LeftOf(TimeSpan limit)
    {
        using var own = Process.GetCurrentProcess();
        var gone = TimeProvider.System.GetLocalNow().DateTime - own.StartTime;
        return gone > TimeSpan.Zero && gone < limit / 2 ? limit - gone : limit / 2;
    }

    private static bool HasColours() =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && !System.Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    private static int Width()
    {
        try
        {
            return System.Console.IsOutputRedirected ? CheckText.UsualWidth : Math.Clamp(System.Console.WindowWidth, 40, 100);
        }
        catch (IOException)
        {
            return CheckText.UsualWidth;
        }
    }
}
