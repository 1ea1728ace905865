using System.CommandLine;
using System.Globalization;
using ConferenceGateway.Core;
using ConferenceGateway.Portal;
using ConferenceGateway.Upkeep.Api;

namespace ConferenceGateway.Console;

/// <summary><c>drain NAME</c>: no new rooms on a shard or bridge; with <c>--wait</c> until it is empty.</summary>
internal static class DrainCommand
{
    /// <summary>The exit code where <c>--limit</c> ended the waiting.</summary>
    public const int LimitReached = 3;

    private const string Never = "never";

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    /// <summary>A gateway that starts anew, or the proxy before it, is waited for so long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static Command Create()
    {
        var name = NameArgument();
        var moveAt = LocalMoment.Option("--move-at", $"When what is left is moved elsewhere: now, never, {LocalMoment.Forms}. Without it meetings end by themselves, or as was said before.", "now", Never);
        var wait = new Option<bool>("--wait") { Description = "Waits until it is empty, and says so." };
        var limit = new Option<int?>("--limit") { Description = "Waits at most so many minutes; the drain goes on.", HelpName = "MINUTES" };
        limit.Validators.Add(option =>
        {
            if (option.Tokens is [var token] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and <= 10_080))
                option.AddError("--limit must be a number of minutes from 1 to 10080");
        });
        var look = new Option<bool>("--dry-run") { Description = "Says what draining it would mean, and changes nothing." };
        var gateway = new GatewayOption();
        var command = new Command("drain", "Empties a shard or a bridge: no new rooms there, and those that are there end or move.") { name, moveAt, wait, limit, look };
        gateway.AddTo(command);
        command.SetAction((parsed, cancellation) => gateway.DoAsync(parsed, async api =>
        {
            var path = PathOf(parsed.GetRequiredValue(name));
            var isJson = parsed.GetValue(gateway.Json);
            var reply = await api.GetAsync(path, UpkeepApiJson.Asking.DrainBody, cancellation);
            // Whoever only waits for a drain that runs does not take back when the rest is moved.
            var goesOn = parsed.GetValue(moveAt) is null && reply.Body.Wanted is { State: "drain" };
            if (!parsed.GetValue(look) && !goesOn)
                reply = await api.PutAsync(path, UpkeepApiJson.Asking.DrainBody, BodyOf(parsed.GetValue(moveAt)), UpkeepApiJson.Asking.NewDrainBody, cancellation);
            if (parsed.GetValue(wait) && !parsed.GetValue(look))
                return await WaitAsync(api, path, reply, isJson, parsed.GetValue(limit), TimeProvider.System, cancellation);
            await SayAsync(reply, isJson, DrainText.Lines);
            return reply.Body.Phase == "not-taken" ? GatewayRun.CannotStart : 0;
        }));
        return command;
    }

    /// <summary>The argument that names a shard or a bridge.</summary>
    public static Argument<string> NameArgument() => new("name") { Description = "A shard's Name or a bridge's server-id; unique over both." };

    public static string PathOf(string name) => $"/fleet/{Uri.EscapeDataString(name)}/drain";

    private static NewDrainBody BodyOf(string? moveAt) => new()
    {
        MoveAt = LocalMoment.Of(moveAt) is { } at ? ShownTime.IsoSeconds(at) : moveAt == Never ? null : moveAt,
    };

    /// <summary>Looks every two seconds and prints what has changed. The end is 0 when it is empty, and else says why it is not waited for.</summary>
    internal static async Task<int> WaitAsync(
        GatewayApi api, string path, GatewayReply<DrainBody> reply, bool isJson, int? limit, TimeProvider time, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var answered = began;
        var said = "";
        try
        {
            while (true)
            {
                var drain = reply.Body;
                if (said != DrainText.Mark(drain))
                    await SayAsync(reply, isJson, Progress);
                said = DrainText.Mark(drain);
                if (drain.Phase == "empty")
                    return 0;
                if (drain.Phase == "not-taken")
                    return GatewayRun.CannotStart;
                if (drain.Phase is "open" or "reopening")
                    return await GatewayOption.FailAsync($"Somebody has opened {drain.Name} again.");
                if (limit is { } minutes && time.GetElapsedTime(began) >= TimeSpan.FromMinutes(minutes))
                {
                    await GatewayOption.FailAsync($"{minutes} minutes are over. {drain.Name} goes on emptying; undrain opens it again.");
                    return LimitReached;
                }

                await Task.Delay(Between, time, cancellation);
                if (await LookAsync(api, path, cancellation) is { } next)
                    (reply, answered) = (next, time.GetTimestamp());
                else if (time.GetElapsedTime(answered) >= Patience)
                    return await GatewayOption.FailAsync($"The gateway has not answered for {Patience.TotalSeconds:0} s. What is wanted is stored: {drain.Name} goes on emptying when it is back.");
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return await GatewayOption.FailAsync($"Not waited for any more. {reply.Body.Name} goes on emptying; undrain opens it again.");
        }

        IEnumerable<string> Progress(DrainBody drain, TimeProvider clock) => said.Length == 0 && drain.Phase != "empty"
            ? DrainText.Lines(drain, clock)
            : [$"{clock.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture)} {DrainText.Verdict(drain, clock)}"];
    }

    private static async Task<GatewayReply<DrainBody>?> LookAsync(GatewayApi api, string path, CancellationToken cancellation)
    {
        try
        {
            return await api.GetAsync(path, UpkeepApiJson.Asking.DrainBody, cancellation);
        }
        catch (GatewayException e) when (e.IsSilent)
        {
            return null;
        }
    }

    private static async Task SayAsync(GatewayReply<DrainBody> reply, bool isJson, Func<DrainBody, TimeProvider, IEnumerable<string>> lines)
    {
        foreach (var line in isJson ? [reply.Json] : lines(reply.Body, TimeProvider.System).Select(OneLine.Of))
            await System.Console.Out.WriteLineAsync(line);
    }
}
