using System.Text.Json;
using System.Text.RegularExpressions;
using AwesomeAssertions;
using ConferenceGateway.Browsers.Policy;
using ConferenceGateway.UserAgents;
using ConferenceGateway.UserAgents.Policy;
using Xunit;

namespace ConferenceGateway.Tests.Browsers.Policy;

/// <summary>Keeps docs/browser-policy.md true.</summary>
public sealed partial class PolicyDocsTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs/browser-policy.md"));

    [Fact]
    public void The_table_of_what_ships_is_what_ships() =>
        ShippedRow().Matches(Page).Select(match => match.Value).Should().Equal(
            ShippedPolicy.Policy.Rules.Select((rule, at) => $"| {at + 1} | {About(rule)} | `{PolicyNames<Outcome>.Of(rule.Outcome)}` |"));

    [Fact]
    public void Every_member_and_every_word_is_described()
    {
        var words = typeof(PolicyRuleBody).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
            .Concat(PolicyNames<BrowserWay>.All).Concat(PolicyNames<Engine>.All).Concat(PolicyNames<Os>.All).Concat(PolicyNames<Outcome>.All);

        words.Where(word => !Page.Contains($"`{word}`", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public void The_example_can_be_put_in_force()
    {
        var json = Example().Match(Page).Groups[1].Value;
        var body = JsonSerializer.Deserialize(json, PolicyApiJson.Api.PolicyRulesBody)!;

        PolicyCheck.Faults(PolicyText.Read(body.Rules!, out _)!.Value, _ => true, new DateOnly(2027, 3, 4)).Should().BeEmpty();
    }

    private static string About(PolicyRule rule)
    {
        var parts = new List<string>();
        if (rule.Engine is { } engine)
            parts.Add($"`{PolicyNames<Engine>.Of(engine)}`");
        if (rule.ToVersion is { } to)
            parts.Add($"up to {to}");
        if (rule.Os is { } os)
            parts.Add($"on `{PolicyNames<Os>.Of(os)}`");
        if (rule.IsInApp == true)
            parts.Add("inside another app");
        return string.Join(' ', parts);
    }

    [GeneratedRegex(@"^\| [0-9]+ \| .* \|$", RegexOptions.Multiline)]
    private static partial Regex ShippedRow();

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
