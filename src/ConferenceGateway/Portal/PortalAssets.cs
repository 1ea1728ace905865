using System.Collections.Frozen;
using System.Text;
using Microsoft.Extensions.Options;

namespace ConferenceGateway.Portal;

/// <summary>
/// The sheet, the icon, the logo and the scripts: read once, in the operator's colour. The colour is put in as the sheet's
/// own first value, and once more as plain values for browsers without relative colours.
/// </summary>
internal sealed class PortalAssets
{
    public PortalAssets(IOptions<OperatorOptions> options)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "wwwroot", "assets");
        var accent = options.Value.Accent.ToLowerInvariant();
        Sheet = new("/-/assets/look.css", "text/css; charset=utf-8", Read(folder, "look.css", accent));
        Icon = new("/-/assets/icon.svg", "image/svg+xml", Read(folder, "icon.svg", accent));
        Scripts = Directory.EnumerateFiles(folder, "*.js")
            .Select(file => new PortalAsset(AssetEndpoints.Path + Path.GetFileName(file), "text/javascript; charset=utf-8", File.ReadAllBytes(file)))
            .ToFrozenDictionary(script => Path.GetFileNameWithoutExtension(script.Path));
        if (options.Value.Logo is { } logo && LogoFile.MediaType(logo) is { } mediaType)
            Logo = new("/-/assets/logo", mediaType, File.ReadAllBytes(logo));
    }

    public PortalAsset Sheet { get; }

    public PortalAsset Icon { get; }

    /// <summary>What pages add to themselves in browsers with script, by name without <c>.js</c>.</summary>
    public FrozenDictionary<string, PortalAsset> Scripts { get; }

    /// <summary>The operator's logo; null = the mark of a door, which is part of the page.</summary>
    public PortalAsset? Logo { get; }

    private static byte[] Read(string folder, string name, string accent)
    {
        var text = File.ReadAllText(Path.Combine(folder, name));
        return Encoding.UTF8.GetBytes(accent == OperatorOptions.ShippedAccent ? text : Colour(text, accent));
    }

    // The same limits as in the sheet's relative colours; the texts that are replaced are the shipped plain values.
    private static string Colour(string text, string accent)
    {
        var colour = AccentColour.Parse(accent) ?? throw new ArgumentException("Not a colour.", nameof(accent));
        var (l, c) = (colour.Lightness, colour.Chroma);
        return text
            .Replace(OperatorOptions.ShippedAccent, accent, StringComparison.Ordinal)
            .Replace("#17713c", (colour with { Lightness = Math.Min(l, 0.49) }).ToHex(), StringComparison.Ordinal)
            .Replace("#146236", (colour with { Lightness = Math.Min(l, 0.44) }).ToHex(), StringComparison.Ordinal)
            .Replace("#f1f6f1", new AccentColour(0.968, Math.Min(c * 0.09, 0.014), colour.Hue).ToHex(), StringComparison.Ordinal)
            .Replace("--fill:#69cd93", "--fill:" + new AccentColour(Math.Max(l, 0.77), Math.Min(c, 0.15), colour.Hue).ToHex(), StringComparison.Ordinal)
            .Replace("--link:#7fd8a4", "--link:" + new AccentColour(Math.Max(l, 0.8), Math.Min(c, 0.13), colour.Hue).ToHex(), StringComparison.Ordinal)
            .Replace("--on:#08160d", "--on:" + new AccentColour(0.19, Math.Min(c, 0.03), colour.Hue).ToHex(), StringComparison.Ordinal)
            .Replace("--wash:#171f1a", "--wash:" + new AccentColour(0.225, Math.Min(c * 0.1, 0.014), colour.Hue).ToHex(), StringComparison.Ordinal);
    }
}
