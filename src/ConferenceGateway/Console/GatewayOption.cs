using System.CommandLine;
using ConferenceGateway.Core;

namespace ConferenceGateway.Console;

/// <summary>
/// <c>--gateway PORTALURL</c> and <c>--json</c>: the same for every command that talks to a running gateway over its API. The
/// key comes from the environment alone: every user of a machine can read the options of a command.
/// </summary>
internal sealed class GatewayOption
{
    private const string UrlVariable = "GATEWAY_URL";
    private const string KeyVariable = "GATEWAY_KEY";

    public Option<string> Url { get; } = new("--gateway")
    {
        Description = $"The gateway's PortalUrl. Without it: {UrlVariable} of the environment. The API key is read from {KeyVariable}.",
        HelpName = "PORTALURL",
    };

    public Option<bool> Json { get; } = new("--json") { Description = "Prints what the API answers, for scripts." };

    public void AddTo(Command command)
    {
        command.Add(Url);
        command.Add(Json);
    }

    /// <summary>Does something with the gateway; what keeps it from being done is said on standard error.</summary>
    public async Task<int> DoAsync(ParseResult parsed, Func<GatewayApi, Task<int>> work)
    {
        var url = parsed.GetValue(Url) ?? Environment.GetEnvironmentVariable(UrlVariable);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var portal) || portal.Scheme is not ("http" or "https"))
            return await FailAsync($"Say which gateway: --gateway with its PortalUrl, or {UrlVariable}, for example https://portal.example.org");
        if (Environment.GetEnvironmentVariable(KeyVariable)?.Trim() is not { Length: > 0 } key)
            return await FailAsync($"{KeyVariable} is not set. Create an API key at {new Uri(portal, "/admin/keys")} with fleet:read, and fleet:write for changes.");
        try
        {
            using var api = new GatewayApi(portal, key);
            return await work(api);
        }
        catch (GatewayException e)
        {
            return await FailAsync(e.Message);
        }
    }

    /// <summary>Says why something was not done.</summary>
    public static async Task<int> FailAsync(string why)
    {
        await System.Console.Error.WriteLineAsync(OneLine.Of(why));
        return GatewayRun.CannotStart;
    }
}
