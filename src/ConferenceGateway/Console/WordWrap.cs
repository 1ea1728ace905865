using System.Text;

namespace ConferenceGateway.Console;

/// <summary>Breaks sentences between words.</summary>
internal static class WordWrap
{
    /// <summary>The lines, each at most so many columns wide; a word that is longer stands alone.</summary>
    public static IEnumerable<string> Lines(string text, int width)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        if (line.Length > 0)
            yield return line.ToString();
    }
}
