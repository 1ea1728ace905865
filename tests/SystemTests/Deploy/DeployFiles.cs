using AwesomeAssertions;
using ConferenceGateway.Testing;

namespace ConferenceGateway.SystemTests.Deploy;

/// <summary>The files of <c>deploy/</c>, with the places of a test put in for those of an operator.</summary>
internal static class DeployFiles
{
    public static string Root { get; } = Path.GetFullPath("../../..", Installed.ClientsFolder);

    public static string PathOf(string file) => Path.Combine(Root, "deploy", file);

    public static string Read(string file) => File.ReadAllText(PathOf(file));

    /// <summary>The file with every replacement made; one that finds nothing fails the test, as the file has changed.</summary>
    public static string Read(string file, params IEnumerable<(string From, string To)> replacements)
    {
        var text = Read(file);
        foreach (var (from, to) in replacements)
        {
            text.Should().Contain(from);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        return text;
    }
}
