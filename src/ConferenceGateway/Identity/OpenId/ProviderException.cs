using System.Net.Sockets;
using System.Text.Json;
using ConferenceGateway.Core;
using ConferenceGateway.Portal;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ConferenceGateway.Identity.OpenId;

/// <summary>A sign-in by a provider does not go on. The message is fit for the log: nothing in it comes out of a token.</summary>
internal sealed class ProviderException(Problem problem, string reason) : Exception(reason)
{
    private const string NotAsItShould = "does not answer as a provider does";

    /// <summary>What the person is told.</summary>
    public Problem Problem { get; } = problem;

    /// <summary>The provider's turn: it is away, slow, or says what makes no sense.</summary>
    public static ProviderException Silent(ProviderOptions provider, string reason) => new(new Problem.ProviderSilent(provider.DisplayName), reason);

    /// <summary>What went wrong between the two servers, said without what was sent.</summary>
    public static ProviderException Silent(ProviderOptions provider, Exception e) => Silent(provider, Connection(e) ?? NotAsItShould);

    /// <summary>Nobody gets in by this answer.</summary>
    public static ProviderException Refused(Text what, string reason, int status = StatusCodes.Status403Forbidden) => new(new Problem.SignInRefused(what, status), reason);

    /// <summary>What any fault on the way means.</summary>
    public static ProviderException Of(ProviderOptions provider, Exception e) => e switch
    {
        ProviderException known => known,
        _ when Connection(e) is { } reason => Silent(provider, reason),
        JsonException => Silent(provider, NotAsItShould),
        OpenIdConnectProtocolException when ErrorOf(e) is "temporarily_unavailable" or "server_error" => Silent(provider, "cannot sign in anybody just now"),
        OpenIdConnectProtocolException when ErrorOf(e) is { } error => Refused(OpenIdTexts.NotLetIn(provider), $"the provider said {Shown(error)}"),
        // The kind of fault is enough to find it; its text may quote the token.
        _ => Refused(OpenIdTexts.NotValid(provider), $"the answer is not valid ({e.GetType().Name})", StatusCodes.Status400BadRequest),
    };

    /// <summary>The error that the provider named, or null.</summary>
    public static string? ErrorOf(Exception e) => e.Data["error"] as string;

    /// <summary>An error's name as RFC 6749 has them; anything else is somebody's text.</summary>
    public static string Shown(string error) => error.Length <= 40 && error.All(c => char.IsAsciiLetterLower(c) || c == '_') ? error : "something else";

    private static string? Connection(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
        {
            if (e is OperationCanceledException)
                return "did not answer in time";
            if (e is SocketException or HttpRequestException { InnerException: null or SocketException })
                return "cannot be asked: " + OneLine.Of(e.Message);
        }

        return null;
    }
}
