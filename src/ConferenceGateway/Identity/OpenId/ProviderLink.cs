namespace ConferenceGateway.Identity.OpenId;

/// <summary>A provider as a page names it.</summary>
/// <param name="Name">In addresses.</param>
/// <param name="DisplayName">On the button.</param>
public sealed record ProviderLink(string Name, string DisplayName)
{
    /// <summary>All of the settings, in their order.</summary>
    internal static IReadOnlyList<ProviderLink> All(SignInOptions options) => [.. options.Providers.Select(To)];

    /// <summary>The one with that name; null for none, a password, or one that the settings have no more.</summary>
    internal static ProviderLink? Find(SignInOptions options, string? name) =>
        options.Providers.FirstOrDefault(provider => provider.Name == name) is { } provider ? To(provider) : null;

    /// <summary>How people know the one with that name; one that the settings have no more keeps its bare name.</summary>
    internal static string ShownName(SignInOptions options, string name) => Find(options, name)?.DisplayName ?? name;

    private static ProviderLink To(ProviderOptions provider) => new(provider.Name, provider.DisplayName);
}
