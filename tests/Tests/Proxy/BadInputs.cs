using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace ConferenceGateway.Tests.Proxy;

/// <summary>The lists in <c>badinputs/</c>: one case a line, as theory data that a runner can print.</summary>
internal static partial class BadInputs
{
    /// <summary>The lines of a list, still escaped.</summary>
    public static TheoryData<string> Lines(string list) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Proxy", "badinputs", list)).Where(line => !line.StartsWith("# ", StringComparison.Ordinal))];

    /// <summary>What a line stands for.</summary>
    public static string Text(string line) => Escape().Replace(line, match => match.Value switch
    {
        "\\t" => "\t",
        "\\r" => "\r",
        "\\n" => "\n",
        "\\\\" => "\\",
        _ => char.ConvertFromUtf32(Convert.ToInt32(match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value, 16)),
    });

    /// <summary>The same as bytes on the wire.</summary>
    public static byte[] Bytes(string line) => Encoding.UTF8.GetBytes(Text(line));

    [GeneratedRegex(@"\\(?:x([0-9a-fA-F]{2})|u\{([0-9a-fA-F]+)\}|[trn\\])")]
    private static partial Regex Escape();
}
