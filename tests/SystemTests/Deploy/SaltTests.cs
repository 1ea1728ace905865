using System.Text.Json.Nodes;
using AwesomeAssertions;
using Xunit;

namespace ConferenceGateway.SystemTests.Deploy;

/// <summary>Salt itself is not in Debian 12: its two renderers are, Jinja2 and PyYAML.</summary>
public sealed class SaltTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("salt-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_example_becomes_states_and_settings_that_the_gateway_takes()
    {
        var (states, settings) = await RenderAsync(DeployFiles.Read("salt/pillar.example"));

        states.AsObject().Select(state => state.Key).Should().HaveCount(7).And.OnlyContain(name => name.StartsWith("conference-gateway-", StringComparison.Ordinal));
        Rendered.Settings(settings).Shards.Select(shard => shard.Id.ToString()).Should().Equal("a", "b");
    }

    [Fact]
    public async Task Every_requisite_names_a_state()
    {
        var (states, _) = await RenderAsync(DeployFiles.Read("salt/pillar.example"));

        foreach (var requisite in Requisites(states))
            (states[requisite.Value]?[requisite.Key] ?? states[requisite.Value]?[$"{requisite.Key}.managed"] ??
                states[requisite.Value]?.AsObject().FirstOrDefault(function => function.Key.StartsWith(requisite.Key + ".", StringComparison.Ordinal)).Value)
                .Should().NotBeNull($"{requisite.Key}: {requisite.Value} is required");
    }

    [Fact]
    public async Task Awkward_values_arrive_as_they_are()
    {
        const string Name = """Müller's "Verein": {{ 1 + 1 }} #5 \ - ja, <b>&amp; ß""";
        var pillar = DeployFiles.Read("salt/pillar.example",
            ("Name: Example Association", $"Name: {System.Text.Json.JsonSerializer.Serialize(Name)}"),
            ("groups: [ssl-cert]", "groups: ['yes', 'a: b', \"o'neill\", 'größe #1']"),
            ("salt://conference-gateway/files/conference-gateway.tar.gz\n", "\"https://example.org/a b: 'c' #d.tar.gz\"\n"));

        var (states, settings) = await RenderAsync(pillar);

        JsonNode.Parse(await File.ReadAllTextAsync(settings, Cancel))!["Operator"]!["Name"]!.GetValue<string>().Should().Be(Name);
        Rendered.Settings(settings).Shards.Should().HaveCount(2);
        Value(states, "conference-gateway-user", "user.present", "groups").AsArray().Select(group => group!.GetValue<string>())
            .Should().Equal("yes", "a: b", "o'neill", "größe #1");
        Value(states, "conference-gateway-program", "archive.extracted", "source").GetValue<string>().Should().Be("https://example.org/a b: 'c' #d.tar.gz");
    }

    [Fact]
    public void The_unit_is_the_one_of_the_sources() =>
        DeployFiles.Read("salt/conference-gateway/files/conference-gateway.service").Should().Be(DeployFiles.Read("systemd/conference-gateway.service"));

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(JsonNode States, string Settings)> RenderAsync(string pillar)
    {
        var file = Path.Combine(_folder.FullName, "pillar.sls");
        await File.WriteAllTextAsync(file, pillar, Cancel);
        var rendered = await Rendered.Async(Cancel, "salt", DeployFiles.PathOf("salt/conference-gateway"), file);
        var settings = Path.Combine(_folder.FullName, "gateway.json");
        await File.WriteAllTextAsync(settings, rendered["settings"]!.GetValue<string>(), Cancel);
        return (rendered["states"]!, settings);
    }

    private static JsonNode Value(JsonNode states, string state, string function, string key) =>
        states[state]![function]!.AsArray().Select(part => part![key]).Single(value => value is not null)!;

    private static IEnumerable<(string Key, string Value)> Requisites(JsonNode states) =>
        from state in states.AsObject()
        from function in state.Value!.AsObject()
        from part in function.Value!.AsArray()
        from list in part!.AsObject()
        where list.Key is "require" or "watch"
        from requisite in list.Value!.AsArray()
        from pair in requisite!.AsObject()
        select (pair.Key, pair.Value!.GetValue<string>());
}
