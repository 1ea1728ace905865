using System.Globalization;

namespace ConferenceGateway.Portal;

/// <summary>
/// A colour in OKLCH, to do on the server what the sheet does with relative colours: keep the hue, limit the lightness.
/// Formulas: Björn Ottosson, "A perceptual color space for image processing" (2020).
/// </summary>
internal readonly record struct AccentColour(double Lightness, double Chroma, double Hue)
{
    /// <summary>Reads <c>#rrggbb</c>; null = not such a colour.</summary>
    public static AccentColour? Parse(string? text)
    {
        if (text is not { Length: 7 } || text[0] != '#'
            || !int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb))
            return null;

        var (red, green, blue) = (ToLinear(rgb >> 16), ToLinear((rgb >> 8) & 255), ToLinear(rgb & 255));
        var l = Math.Cbrt((0.4122214708 * red) + (0.5363325363 * green) + (0.0514459929 * blue));
        var m = Math.Cbrt((0.2119034982 * red) + (0.6806995451 * green) + (0.1073969566 * blue));
        var s = Math.Cbrt((0.0883024619 * red) + (0.2817188376 * green) + (0.6299787005 * blue));
        var a = (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s);
        var b = (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s);
        return new((0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s), Math.Sqrt((a * a) + (b * b)), Math.Atan2(b, a));
    }

    /// <summary>As <c>#rrggbb</c>; what a screen cannot show loses chroma, not lightness.</summary>
    public string ToHex()
    {
        var colour = this;
        var rgb = colour.ToLinearRgb();
        for (var step = 0; step < 24 && !IsShowable(rgb); step++)
        {
            colour = colour with { Chroma = colour.Chroma * 0.92 };
            rgb = colour.ToLinearRgb();
        }

        return string.Create(CultureInfo.InvariantCulture, $"#{ToByte(rgb.Red):x2}{ToByte(rgb.Green):x2}{ToByte(rgb.Blue):x2}");
    }

    private static bool IsShowable((double Red, double Green, double Blue) rgb) =>
        Math.Min(rgb.Red, Math.Min(rgb.Green, rgb.Blue)) >= -0.0005 && Math.Max(rgb.Red, Math.Max(rgb.Green, rgb.Blue)) <= 1.0005;

    private (double Red, double Green, double Blue) ToLinearRgb()
    {
        var (a, b) = (Chroma * Math.Cos(Hue), Chroma * Math.Sin(Hue));
        var l = Math.Pow(Lightness + (0.3963377774 * a) + (0.2158037573 * b), 3);
        var m = Math.Pow(Lightness - (0.1055613458 * a) - (0.0638541728 * b), 3);
        var s = Math.Pow(Lightness - (0.0894841775 * a) - (1.2914855480 * b), 3);
        return ((4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s),
            (-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s),
            (-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s));
    }

    private static double ToLinear(int value)
    {
        var part = value / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
    }

    private static int ToByte(double linear)
    {
        var part = Math.Clamp(linear, 0, 1);
        return (int)Math.Round(255 * (part <= 0.0031308 ? part * 12.92 : (1.055 * Math.Pow(part, 1 / 2.4)) - 0.055));
    }
}
