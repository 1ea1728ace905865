using System.Globalization;
using System.Text;

namespace ConferenceGateway.BrowserTests.Readme;

/// <summary>The colours of a drawn person and of the room behind them.</summary>
internal sealed record PortraitColours(int Wall, int Light, int Skin, int Hair, int Shirt);

/// <summary>
/// A film for a pretended camera: a drawn person who sways a little. Flat colours, so that pictures of it stay small and
/// nobody's face is needed.
/// </summary>
internal static class PortraitFilm
{
    public const int Width = 640;
    public const int Height = 360;
    private const int Frames = 40;
    private const int FramesPerSecond = 20;

    /// <summary>Writes it as uncompressed Y4M, which Chromium takes for a camera and repeats.</summary>
    public static void Write(string path, PortraitColours colours)
    {
        using var file = new BufferedStream(File.Create(path));
        file.Write(Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"YUV4MPEG2 W{Width} H{Height} F{FramesPerSecond}:1 Ip A1:1 C420\n")));
        for (var frame = 0; frame < Frames; frame++)
        {
            file.Write("FRAME\n"u8);
            file.Write(Draw(colours, MathF.Sin(frame * 2 * MathF.PI / Frames)));
        }
    }

    private static byte[] Draw(PortraitColours colours, float sway)
    {
        var luma = new byte[Width * Height];
        var (blue, red) = (new byte[luma.Length / 4], new byte[luma.Length / 4]);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var (r, g, b) = ColourAt(colours, x - sway * 5, y, sway);
                luma[y * Width + x] = (byte)(16 + (66 * r + 129 * g + 25 * b) / 256);
                if (x % 2 != 0 || y % 2 != 0)
                    continue;
                var quarter = y / 2 * (Width / 2) + x / 2;
                blue[quarter] = (byte)(128 + (-38 * r - 74 * g + 112 * b) / 256);
                red[quarter] = (byte)(128 + (112 * r - 94 * g - 18 * b) / 256);
            }
        }

        return [.. luma, .. blue, .. red];
    }

    /// <summary>From back to front: wall and window, shoulders, neck, head, hair, eyes, mouth.</summary>
    private static (float R, float G, float B) ColourAt(PortraitColours colours, float x, float y, float sway)
    {
        var colour = Rgb(colours.Wall);
        // What is behind the person does not sway with them.
        var (wallX, headX) = (x + sway * 5, x - sway * 3);
        colour = Mix(colour, Rgb(colours.Light), Inside(wallX, y, 488, 92, 56, 62, 8));
        colour = Mix(colour, Rgb(colours.Shirt), Inside(x, y, 320, 402, 168, 142, 2.6f));
        colour = Mix(colour, Shade(colours.Skin, .86f), Inside(x, y, 320, 262, 34, 44, 4));
        colour = Mix(colour, Rgb(colours.Hair), Inside(headX, y, 320, 152, 88, 96, 2.2f));
        colour = Mix(colour, Rgb(colours.Skin), Inside(headX, y, 320, 178, 68, 84, 2.3f));
        colour = Mix(colour, Rgb(colours.Hair), Inside(headX, y, 308, 108, 58, 28, 2));
        foreach (var side in (float[])[-1, 1])
        {
            colour = Mix(colour, Rgb(0x22262A), Inside(headX, y, 320 + side * 26, 172, 6, 7, 2));
            colour = Mix(colour, Rgb(colours.Hair), Inside(headX, y, 320 + side * 26, 152, 15, 3, 2));
        }

        // A smile: the lower half of a dark oval, its upper edge covered by skin.
        colour = Mix(colour, Rgb(0x8C3A36), Inside(headX, y, 320, 212, 25, 14, 2));
        return Mix(colour, Rgb(colours.Skin), Inside(headX, y, 320, 205, 30, 12, 2));
    }

    /// <summary>1 inside a rounded shape, 0 outside, between them at the edge. Power 2 is an oval, more is squarer.</summary>
    private static float Inside(float x, float y, float middleX, float middleY, float radiusX, float radiusY, float power)
    {
        var distance = MathF.Pow(MathF.Abs((x - middleX) / radiusX), power) + MathF.Pow(MathF.Abs((y - middleY) / radiusY), power);
        var edge = (1 - MathF.Pow(distance, 1 / power)) * MathF.Min(radiusX, radiusY);
        return Math.Clamp(edge + .5f, 0, 1);
    }

    private static (float R, float G, float B) Mix((float R, float G, float B) under, (float R, float G, float B) over, float share) =>
        (under.R + (over.R - under.R) * share, under.G + (over.G - under.G) * share, under.B + (over.B - under.B) * share);

    private static (float R, float G, float B) Rgb(int colour) => (colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF);

    private static (float R, float G, float B) Shade(int colour, float light)
    {
        var (r, g, b) = Rgb(colour);
        return (r * light, g * light, b * light);
    }
}
