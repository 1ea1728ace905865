using System.Net;
using System.Text.Json.Serialization;
using ConferenceGateway.Core;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Audit;

/// <summary>By which way somebody acted.</summary>
internal enum ActedBy
{
    /// <summary>A page of the portal.</summary>
    Page,

    /// <summary>The API, with a key.</summary>
    Api,

    /// <summary>The command line, on the gateway's machine.</summary>
    CommandLine,

    /// <summary>The gateway itself: a job, a first sign-in.</summary>
    Gateway,
}

/// <summary>Who acts, by which way, from where: the head of every row of the audit.</summary>
/// <param name="Way">The way.</param>
/// <param name="Account">The account's id; null where no account acts.</param>
/// <param name="Name">As it is shown: an account's name, a user of the machine, <c>gateway</c>.</param>
internal sealed record Actor(ActedBy Way, string? Account, string Name)
{
    /// <summary>The API key's id; null for a person.</summary>
    public string? Key { get; init; }

    /// <summary>The address, masked; null on the machine itself.</summary>
    public string? Source { get; init; }

    /// <summary>The gateway itself.</summary>
    public static Actor Gateway { get; } = new(ActedBy.Gateway, null, "gateway");

    /// <summary>Whoever runs a command.</summary>
    public static Actor CommandLine() => new(ActedBy.CommandLine, null, OneLine.Of(Environment.UserName));

    /// <summary>The caller of a request; the gateway for a stranger.</summary>
    public static Actor Of(HttpContext context)
    {
        var source = SourceOf(context.Connection.RemoteIpAddress);
        return Caller.Of(context) is { } caller
            ? new(caller.Key is null ? ActedBy.Page : ActedBy.Api, caller.Account, caller.Name) { Key = caller.Key, Source = source }
            : Gateway with { Source = source };
    }

    /// <summary>An address as the audit keeps it.</summary>
    public static string SourceOf(IPAddress? address) => ClientAddress.Masked(address);
}

/// <summary>
/// One thing that was done. Before and after are flat objects of what changed; whoever makes them leaves every secret out:
/// that a password was set, never which.
/// </summary>
/// <param name="Action">What: <c>account.disable</c>. Stable; a noun and a verb.</param>
/// <param name="Subject">The id of what was acted on.</param>
/// <param name="SubjectName">Its name at that time.</param>
internal sealed record AuditEntry(string Action, string Subject, string SubjectName)
{
    /// <summary>What was, by name; null = nothing.</summary>
    public IReadOnlyDictionary<string, string?>? Before { get; init; }

    /// <summary>What is, by name; null = nothing.</summary>
    public IReadOnlyDictionary<string, string?>? After { get; init; }
}

[JsonSerializable(typeof(IReadOnlyDictionary<string, string?>))]
internal sealed partial class AuditJson : JsonSerializerContext;
