using System.Text.RegularExpressions;
using AwesomeAssertions;
using ConferenceGateway.Identity.ApiKeys;
using ConferenceGateway.Portal;
using Xunit;

namespace ConferenceGateway.Tests.Identity.Api;

/// <summary>Keeps docs/api.md true.</summary>
public sealed partial class ApiDocsTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs/api.md"));

    [Fact]
    public void Every_scope_is_described_with_the_roles_that_it_needs()
    {
        foreach (var right in Right.Scopes)
            Page.Should().Contain($"| `{right.Name}` | {KeysTexts.Scope(right).English} | {(right.Roles == Roles.None ? "any" : RoleNames.Of(right.Roles).Replace(" ", ", ", StringComparison.Ordinal))} |");
    }

    [Fact]
    public async Task Every_operation_is_described_with_its_scope_and_no_other()
    {
        var document = (await host.AskAsync("GET", "/api/v1/openapi.json", key: null)).Json;
        var described = Operation().Matches(Page).Select(match => $"{match.Groups[1].Value} {match.Groups[2].Value}");

        described.Should().BeEquivalentTo(document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(one =>
        {
            var scope = one.Value.GetProperty("security")[0].GetProperty("apiKey").EnumerateArray().Select(scope => scope.GetString()).SingleOrDefault();
            return $"{one.Name.ToUpperInvariant()} {path.Name} {(scope is null ? "any" : $"`{scope}`")}";
        })));
    }

    [GeneratedRegex(@"^\| `([A-Z]+ /api/v1/[^`]+)` \| (any|`[a-z:]+`) \|", RegexOptions.Multiline)]
    private static partial Regex Operation();
}
