using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Xunit;

namespace ConferenceGateway.Tests.Core;

/// <summary>Asks jitsi-room-name.mjs, which Node runs: Jitsi's rule, carried out by JavaScript itself.</summary>
internal static class JitsiOracle
{
    /// <summary>One answer a question, in their order. Skips the test where there is no Node.</summary>
    public static async Task<List<TAnswer>> AskAsync<TAnswer>(IReadOnlyList<string> questions, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = new UTF8Encoding(false),
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Core", "jitsi-room-name.mjs"));
        Process? started = null;
        try
        {
            started = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // Said below.
        }

        if (started is null)
            Assert.Skip("Node is missing; it runs Jitsi's rule as the judge. Debian: apt-get install nodejs");
        using var node = started;
        var writing = WriteAsync(node, questions, cancellation);
        var answers = new List<TAnswer>(questions.Count);
        while (await node.StandardOutput.ReadLineAsync(cancellation) is { } line)
            answers.Add(JsonSerializer.Deserialize<TAnswer>(line, JsonSerializerOptions.Web)!);
        await writing;
        await node.WaitForExitAsync(cancellation);
        Assert.Equal(0, node.ExitCode);
        Assert.Equal(questions.Count, answers.Count);
        return answers;
    }

    /// <summary>A JSON string in ASCII that keeps lone surrogates, which System.Text.Json replaces.</summary>
    public static string Quote(string text)
    {
        var json = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            if (c is >= ' ' and <= '~' and not '"' and not '\\')
                json.Append(c);
            else
                json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }

        return json.Append('"').ToString();
    }

    private static async Task WriteAsync(Process node, IReadOnlyList<string> questions, CancellationToken cancellation)
    {
        foreach (var question in questions)
            await node.StandardInput.WriteLineAsync(question.AsMemory(), cancellation);
        node.StandardInput.Close();
    }
}
