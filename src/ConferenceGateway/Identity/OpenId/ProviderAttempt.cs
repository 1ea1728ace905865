using System.Globalization;
using Microsoft.AspNetCore.Authentication;

namespace ConferenceGateway.Identity.OpenId;

/// <summary>What somebody is sent to a provider for.</summary>
internal enum AttemptPurpose
{
    /// <summary>To sign in.</summary>
    SignIn,

    /// <summary>To prove again who they are.</summary>
    Confirm,

    /// <summary>To bind the account they are signed in with.</summary>
    Bind,
}

/// <summary>One way to a provider and back. It travels in the protected <c>state</c>, so that it comes back as it went.</summary>
/// <param name="Purpose">What for.</param>
/// <param name="Return">Where to go on: a path of ours.</param>
/// <param name="BeganAt">An old one is worth nothing.</param>
/// <param name="Session">The handle of the session that began it; null for a sign-in.</param>
internal sealed record ProviderAttempt(AttemptPurpose Purpose, string Return, DateTimeOffset BeganAt, string? Session)
{
    /// <summary>How long somebody may take at the provider.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    public void WriteTo(AuthenticationProperties properties)
    {
        properties.RedirectUri = Return;
        properties.Items["purpose"] = Purpose.ToString();
        properties.Items["began"] = BeganAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        if (Session is not null)
            properties.Items["session"] = Session;
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote; null = it is something else, or too old.</summary>
    public static ProviderAttempt? Read(AuthenticationProperties properties, string? goOn, DateTimeOffset now)
    {
        if (!Enum.TryParse<AttemptPurpose>(properties.Items.TryGetValue("purpose", out var purpose) ? purpose : null, out var known) ||
            !long.TryParse(properties.Items.TryGetValue("began", out var began) ? began : null, CultureInfo.InvariantCulture, out var ms))
            return null;
        var at = DateTimeOffset.FromUnixTimeMilliseconds(ms);
        return now - at > Longest ? null : new(known, goOn ?? "/", at, properties.Items.TryGetValue("session", out var session) ? session : null);
    }
}
