using System.Text.Json;

namespace ConferenceGateway.Identity.OpenId;

/// <summary>What has become of a callback so far. A feature of its request: the framework's events fill it in.</summary>
internal sealed class ProviderAnswer
{
    /// <summary>The valid id_token.</summary>
    public string? IdToken { get; set; }

    /// <summary>Its claims.</summary>
    public JsonElement Claims { get; set; }

    /// <summary>What userinfo said; null = it was not asked.</summary>
    public JsonElement? UserInfo { get; set; }

    /// <summary>What was begun; null until all checks of the protocol have passed.</summary>
    public ProviderAttempt? Attempt { get; set; }

    /// <summary>Why it does not go on.</summary>
    public ProviderException? Fault { get; set; }
}
