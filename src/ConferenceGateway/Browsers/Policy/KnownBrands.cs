namespace ConferenceGateway.Browsers.Policy;

/// <summary>The brands that a rule can name, and that visits are counted by: those that the reader of User-Agents gives. Immutable.</summary>
internal sealed class KnownBrands(IReadOnlySet<string> names)
{
    /// <summary>In the order of their letters.</summary>
    public IReadOnlyList<string> All { get; } = [.. names.Order(StringComparer.OrdinalIgnoreCase)];

    public bool Has(string brand) => names.Contains(brand);
}
