using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConferenceGateway.Portal;
using ConferenceGateway.Portal.Api;
using ConferenceGateway.UserAgents.Policy;

namespace ConferenceGateway.Browsers.Policy;

/// <summary>A list of rules as text: the same shape in the database and on the API.</summary>
internal static class PolicyText
{
    /// <summary>As it is kept.</summary>
    public static string Of(IEnumerable<PolicyRule> rules) =>
        JsonSerializer.Serialize<IReadOnlyList<PolicyRuleBody>>([.. rules.Select(PolicyRuleBody.Of)], PolicyApiJson.Api.IReadOnlyListPolicyRuleBody);

    /// <summary>The rules; null where the text holds something that this program does not know.</summary>
    public static ImmutableArray<PolicyRule>? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, PolicyApiJson.Api.IReadOnlyListPolicyRuleBody) is { } bodies ? Read(bodies, out _) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The rules of a body; null with the first thing that is not known.</summary>
    public static ImmutableArray<PolicyRule>? Read(IReadOnlyList<PolicyRuleBody?> bodies, out Text? fault)
    {
        fault = null;
        var rules = ImmutableArray.CreateBuilder<PolicyRule>(bodies.Count);
        foreach (var body in bodies)
        {
            if (body is null)
                fault = Text.Same($"Rule {rules.Count + 1}: it is null, and must be an object.");
            if (body?.Read(rules.Count + 1, out fault) is not { } rule)
                return null;
            rules.Add(rule);
        }

        return rules.ToImmutable();
    }
}

[JsonSerializable(typeof(IReadOnlyList<PolicyRuleBody>))]
[JsonSerializable(typeof(PolicyBody))]
[JsonSerializable(typeof(PolicyRulesBody))]
[JsonSerializable(typeof(ApiList<PolicyVersionBody>))]
[JsonSerializable(typeof(DryRunBody))]
internal sealed partial class PolicyApiJson : JsonSerializerContext
{
    public static PolicyApiJson Api { get; } = new(ApiJson.NewOptions());
}
