using System.Text.RegularExpressions;
using AwesomeAssertions;
using ConferenceGateway.Storage;
using Dapper;
using Xunit;

namespace ConferenceGateway.Tests;

/// <summary>docs/personal-data.md names whatever is kept.</summary>
public sealed partial class PersonalDataTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "personal-data.md"));

    [Fact]
    public async Task Every_column_of_every_table_is_there()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-test-");
        await using (var database = await Database.OpenAsync(Path.Combine(folder.FullName, "gateway.db"), cancellation: TestContext.Current.CancellationToken))
        {
            await using var connection = await database.ConnectAsync(TestContext.Current.CancellationToken);
            foreach (var table in (await connection.QueryAsync<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")).ToList())
            {
                var columns = await connection.QueryAsync<string>("SELECT name FROM pragma_table_info(@table)", new { table });
                var section = Section(table);
                columns.Where(column => !section.Contains($"| `{column}` |", StringComparison.Ordinal) && !Page.Contains($"`{table}.{column}`", StringComparison.Ordinal))
                    .Should().BeEmpty($"docs/personal-data.md says of every column of {table} why it is kept");
            }
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public void Every_cookie_is_there()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "ConferenceGateway"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        var names = sources.SelectMany(source => NamedByPortal().Matches(source).Concat(NamedItself().Matches(source)).Concat(Protected().Matches(source)).Concat(OfOneHost().Matches(source))).Select(match => match.Groups[1].Value).Distinct().ToList();

        names.Should().Contain(["session", "form", "message", "once", "ended", "lang", "check", "known", "shard", "t-"], "this test finds them");
        names.Where(name => !Page.Contains($"| `{(name.EndsWith('-') ? name + "…" : name)}` |", StringComparison.Ordinal)).Should().BeEmpty("docs/personal-data.md says of every cookie why it is there");
    }

    // From its headline to the next.
    private static string Section(string table)
    {
        var begin = Page.IndexOf($"### {table}:", StringComparison.Ordinal);
        return begin < 0 ? "" : Page[begin..Page.IndexOf("\n##", begin + 4, StringComparison.Ordinal)];
    }

    [GeneratedRegex("""ookies\.Name\("([^"]+)"\)""")]
    private static partial Regex NamedByPortal();

    [GeneratedRegex("""ProtectedCookie<[^;]*?"([^"]+)",""")]
    private static partial Regex Protected();

    [GeneratedRegex("""__Host-([a-z][a-z-]*)" :""")]
    private static partial Regex OfOneHost();

    [GeneratedRegex("""Cookie(?:Name)? =[^;]*"([a-z][a-z-]*)";""")]
    private static partial Regex NamedItself();
}
