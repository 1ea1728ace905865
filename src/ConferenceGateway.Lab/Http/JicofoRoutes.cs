using System.Globalization;
using ConferenceGateway.Lab.Model;
using ConferenceGateway.Lab.Xmpp;
using Microsoft.AspNetCore.Http;

namespace ConferenceGateway.Lab.Http;

/// <summary>Jicofo's HTTP: what it knows of meetings and bridges, and moving people off a bridge. Every way of it is a GET.</summary>
internal sealed class JicofoRoutes(LabShardOptions options, JicofoModel jicofo, XmppServer xmpp)
{
    private readonly JicofoFigures _figures = new(jicofo, xmpp);

    /// <summary>What answers; null: it is none of these.</summary>
    public Func<HttpContext, Task>? Find(string method, string[] segments) => method != "GET" ? null : segments switch
    {
        ["about", "health"] when options.HasHealthChecks => HealthAsync,
        ["about", "health"] => context => context.StatusAsync(StatusCodes.Status404NotFound),
        ["about", "version"] => context => context.SendAsync(JicofoFigures.Version()),
        ["stats"] => context => context.SendAsync(_figures.Stats()),
        ["metrics"] => MetricsAsync,
        ["debug"] => context => context.SendAsync(_figures.Debug(context.Request.Query["full"] == "true")),
        ["debug", "conferences"] => context => context.SendAsync(_figures.Names()),
        ["debug", "conferences-full"] => context => context.SendAsync(_figures.Conferences()),
        ["debug", "conference", var room] => context => room.Contains('@')
            ? context.SendAsync(_figures.Conference(room))
            : context.TextAsync("Bad request: Invalid conference ID", StatusCodes.Status400BadRequest),
        ["move-endpoints", ..] when !options.MovesPeople => context => context.StatusAsync(StatusCodes.Status404NotFound),
        ["move-endpoints", "move-endpoint"] => context => MoveAsync(context, MoveOne),
        ["move-endpoints", "move-endpoints"] => context => MoveAsync(context, MoveSome),
        ["move-endpoints", "move-fraction"] => context => MoveAsync(context, MoveFraction),
        _ => null,
    };

    private Task HealthAsync(HttpContext context) => jicofo.Bridges.Any(bridge => bridge.IsOperational)
        ? context.TextAsync("OK")
        : context.TextAsync("No operational bridges available (total bridge count: " +
            $"{jicofo.Bridges.Count.ToString(CultureInfo.InvariantCulture)})", StatusCodes.Status500InternalServerError);

    private Task MetricsAsync(HttpContext context) =>
        context.Request.Headers.Accept.Count == 0 ? LabExposition.OpenAsync(context, "jitsi_jicofo_", _figures.Series())
        : LabExposition.AcceptedAsync(context, "jitsi_jicofo_", _figures.Series()) ?? context.StatusAsync(StatusCodes.Status500InternalServerError);

    private static Task MoveAsync(HttpContext context, Func<IQueryCollection, MoveAnswer> move)
    {
        try
        {
            return move(context.Request.Query) switch
            {
                MoveAnswer.Moved moved => context.SendAsync(new System.Text.Json.Nodes.JsonObject
                {
                    ["movedEndpoints"] = moved.Endpoints,
                    ["conferences"] = moved.Conferences,
                }),
                MoveAnswer.Missing(var what) => context.TextAsync($"Bad request: Missing parameter: {what}", StatusCodes.Status400BadRequest),
                // The handler of errors does not know its own exception for it.
                MoveAnswer.NotFound(var what) => context.TextAsync($"Not found: {what}", StatusCodes.Status500InternalServerError),
                _ => throw new InvalidOperationException(),
            };
        }
        catch (FormatException error)
        {
            return context.TextAsync(error.Message, StatusCodes.Status500InternalServerError);
        }
    }

    private MoveAnswer MoveOne(IQueryCollection query)
    {
        if (Text(query, "conference") is not { } room)
            return new MoveAnswer.Missing("conference");
        if (Text(query, "endpoint") is not { } endpoint)
            return new MoveAnswer.Missing("endpoint");
        return jicofo.MoveOne(room, xmpp.OccupantsOf(room).Contains(endpoint), Text(query, "bridge"));
    }

    private MoveAnswer MoveSome(IQueryCollection query) => Text(query, "bridge") is { } bridge
        ? jicofo.Move(bridge, Text(query, "conference"), Text(query, "numEndpoints") is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : 1)
        : new MoveAnswer.Missing("bridge");

    private MoveAnswer MoveFraction(IQueryCollection query) => Text(query, "bridge") is { } bridge
        ? jicofo.MoveFraction(bridge, Text(query, "fraction") is { } part ? double.Parse(part, NumberStyles.Float, CultureInfo.InvariantCulture) : 0.1)
        : new MoveAnswer.Missing("bridge");

    private static string? Text(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } text ? text : null;
}
