using System.Text.Json;
using System.Text.Json.Serialization;
using ConferenceGateway.Audit;
using ConferenceGateway.Portal;
using ConferenceGateway.Portal.Api;

namespace ConferenceGateway.SelfTest.Page;

/// <summary>The self-test on the API: what the last one found, and letting it run.</summary>
internal static class SelfTestApi
{
    private const string Path = "/check";

    /// <summary>Maps the operations.</summary>
    public static void MapSelfTestApi(this RouteGroupBuilder api)
    {
        api.MapRead(Path, (CheckRuns runs) => ApiAnswer.Ok(CheckState.Of(runs.Current), CheckApiJson.Api.CheckState)).Needs(Right.CheckRead)
            .Says("getCheck", "Whether the check runs, and what the last one found.").Gives<CheckState>();
        api.MapPost(Path, RunAsync).Needs(Right.CheckRun)
            .Says("runCheck", "Lets the check run.", "It takes about 20 seconds; ask for its result then. It runs once in 30 seconds at most, and one at a time.")
            .Gives<CheckState>(StatusCodes.Status202Accepted).CanFail(StatusCodes.Status429TooManyRequests);
    }

    private static async Task<IResult> RunAsync(HttpContext context, CheckRuns runs)
    {
        if (await runs.StartAsync(Actor.Of(context)) is CheckStart.TooSoon soon)
            return ApiAnswer.Of(new Problem.TooManyTries(soon.Wait));
        context.Response.Headers.Location = ApiRoutes.Root + Path;
        return Results.Json(CheckState.Of(runs.Current), CheckApiJson.Api.CheckState, "application/json", StatusCodes.Status202Accepted);
    }
}

/// <summary>What is known of the check.</summary>
/// <param name="RunningSince">Since when it runs; null: it does not.</param>
/// <param name="Last">What the last one found; null: none has run since the gateway's start.</param>
internal sealed record CheckState(DateTimeOffset? RunningSince, CheckReport? Last)
{
    public static CheckState Of(CheckSnapshot snapshot) => new(snapshot.RunningSince, snapshot.Result is { } result ? CheckReport.Of(result) : null);
}

/// <summary>A check that has finished.</summary>
/// <param name="At">When it began.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Errors">How many findings are errors.</param>
/// <param name="Warnings">How many are warnings.</param>
/// <param name="Findings">All, the good ones too.</param>
internal sealed record CheckReport(DateTimeOffset At, double Seconds, int Errors, int Warnings, IReadOnlyList<CheckFinding> Findings)
{
    public static CheckReport Of(CheckResult result) => new(
        result.At, result.Seconds, result.Count(Severity.Error), result.Count(Severity.Warning), [.. result.Findings.Select(CheckFinding.Of)]);
}

/// <summary>One thing that was looked at; the same as <c>check --json</c> has.</summary>
/// <param name="Severity">good, note, warning or error.</param>
/// <param name="Code">What was looked at; never changes.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="What">What was found.</param>
/// <param name="Why">Why it matters.</param>
/// <param name="Fix">What to change.</param>
/// <param name="Where">The key that brings it in.</param>
internal sealed record CheckFinding(string Severity, string Code, string Subject, string What, string? Why, string? Fix, string? Where)
{
    public static CheckFinding Of(Finding finding) => new(
        JsonNamingPolicy.CamelCase.ConvertName(finding.Severity.ToString()), finding.Code, finding.Subject, finding.What, finding.Why, finding.Fix, finding.Where);
}

[JsonSerializable(typeof(CheckState))]
internal sealed partial class CheckApiJson : JsonSerializerContext
{
    public static CheckApiJson Api { get; } = new(ApiJson.NewOptions());
}
