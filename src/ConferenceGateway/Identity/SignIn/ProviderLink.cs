using ConferenceGateway.Identity.OpenId;

namespace ConferenceGateway.Identity.SignIn;

/// <summary>A provider as a page names it.</summary>
/// <param name="Name">In addresses.</param>
/// <param name="DisplayName">On the button.</param>
public sealed record ProviderLink(string Name, string DisplayName)
{
    internal static ProviderLink To(ProviderOptions provider) => new(provider.Name, provider.DisplayName);

    /// <summary>The one with that name; null for a password.</summary>
    internal static ProviderLink? Find(SignInOptions options, string? name) =>
        options.Providers.FirstOrDefault(provider => provider.Name == name) is { } provider ? To(provider) : null;
}
