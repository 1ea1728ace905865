using AwesomeAssertions;
using ConferenceGateway.Portal;
using Xunit;

namespace ConferenceGateway.Tests.Identity.Accounts;

public sealed class AccountDocsTests
{
    [Fact]
    public void The_table_of_rights_says_what_each_role_may()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "accounts.md"));
        var described = lines.Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => $"{cells[1]} {cells[2]} {cells[3]} {cells[4]}");

        described.Should().Equal(Right.All.Select(right => $"`{right.Name}` {Cell(right, Roles.Chair)} {Cell(right, Roles.Auditor)} {Cell(right, Roles.Admin)}"));
    }

    private static string Cell(Right right, Roles role) => new Caller("", "", role).Has(right) ? "yes" : "–";
}
