using System.Text;
using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Portal;
using ConferenceGateway.Storage;
using FsCheck.Xunit;
using Xunit;

namespace ConferenceGateway.Tests.Audit;

public sealed class AuditCsvTests
{
    [Theory]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\rx", "'\rx")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\u200b=1", "'\u200b=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("anna", "anna")]
    [InlineData("a=1", "a=1")]
    [InlineData("", "")]
    public void What_a_spreadsheet_would_reckon_becomes_text(string value, string cell) =>
        Read(AuditCsv.Line([value])).Should().ContainSingle().Which.Should().Equal(cell);

    [Property]
    public bool Every_value_can_be_read_again(string?[] values)
    {
        if (values.Length == 0)
            return true;
        var cells = Read(AuditCsv.Line(values))[0];
        return cells.Count == values.Length && cells.Zip(values).All(pair => pair.First == (pair.Second ?? "") || pair.First == "'" + pair.Second);
    }

    [Fact]
    public async Task The_export_has_all_rows_as_a_file_that_spreadsheet_programs_know()
    {
        await using var gateway = await QuietGateway.StartAsync();
        using var auditor = await SignedIn.AsAsync(gateway, Roles.Auditor);
        var script = new Actor(ActedBy.Api, "id", "Müller, \"Otto\"\r\n") { Key = "k", Source = "2001:db8::/48" };
        await AuditBook.AppendAsync(gateway.Get<Database>(), TimeProvider.System, Enumerable.Range(0, 1203).Select(index => new AuditEntry("key.create", $"k{index}", "=1+1")), script);

        using var response = await auditor.GetAsync("/admin/audit.csv?way=api");
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        response.Content.Headers.ContentType!.ToString().Should().Be("text/csv; charset=utf-8; header=present");
        response.Content.Headers.ContentDisposition!.ToString().Should().MatchRegex(@"^attachment; filename=""?audit-\d{8}T\d{6}Z\.csv""?$");
        response.Headers.CacheControl!.NoStore.Should().BeTrue();
        bytes.AsSpan(0, 3).ToArray().Should().Equal([0xEF, 0xBB, 0xBF], "some programs take it for another encoding else");
        var lines = Read(Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3));
        lines[0].Should().Equal("id", "at", "actor", "actor_name", "way", "api_key", "action", "subject", "subject_name", "before", "after", "source");
        lines.Skip(1).Should().HaveCount(1203).And.OnlyContain(line => line[3] == "Müller, \"Otto\"\r\n" && line[8] == "'=1+1" && line[11] == "2001:db8::/48");
        lines.Skip(1).Select(line => line[7]).Should().Equal(Enumerable.Range(0, 1203).Reverse().Select(index => $"k{index}"));
    }

    [Fact]
    public async Task An_export_that_cannot_be_is_a_problem_and_no_file()
    {
        await using var gateway = await QuietGateway.StartAsync();
        using var auditor = await SignedIn.AsAsync(gateway, Roles.Auditor);

        using var response = await auditor.GetAsync("/admin/audit.csv?from=soon");

        ((int)response.StatusCode).Should().Be(422);
        response.Content.Headers.ContentDisposition.Should().BeNull();
    }

    /// <summary>RFC 4180, to the letter.</summary>
    private static List<List<string>> Read(string text)
    {
        var lines = new List<List<string>>();
        var line = new List<string>();
        var at = 0;
        while (at < text.Length)
        {
            var cell = new StringBuilder();
            if (text[at] == '"')
            {
                for (at++; text[at] != '"' || (at + 1 < text.Length && text[at + 1] == '"'); at++)
                {
                    if (text[at] == '"')
                        at++;
                    cell.Append(text[at]);
                }

                at++;
            }
            else
            {
                for (; text[at] is not (',' or '\r'); at++)
                    cell.Append(text[at]);
            }

            line.Add(cell.ToString());
            if (text[at] == ',')
            {
                at++;
                continue;
            }

            text.AsSpan(at, 2).ToString().Should().Be("\r\n");
            at += 2;
            lines.Add(line);
            line = [];
        }

        return lines;
    }
}
