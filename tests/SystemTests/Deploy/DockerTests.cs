using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AwesomeAssertions;
using Xunit;

namespace ConferenceGateway.SystemTests.Deploy;

/// <summary>What can be known of image and compose file without a container engine.</summary>
public sealed partial class DockerTests
{
    private static readonly string Dockerfile = DeployFiles.Read("docker/Dockerfile");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_source_that_the_image_copies_exists_and_is_not_ignored()
    {
        var kept = File.ReadAllLines(Path.Combine(DeployFiles.Root, ".dockerignore")).Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();
        var sources = Copy().Matches(Dockerfile).SelectMany(copy => copy.Groups[1].Value.Split(' ')[..^1]).ToList();

        sources.Should().NotBeEmpty();
        sources.Where(source => !Path.Exists(Path.Combine(DeployFiles.Root, source))).Should().BeEmpty();
        sources.Where(source => !kept.Contains(source.Split('/')[0])).Should().BeEmpty();
    }

    [Fact]
    public void Every_project_of_the_program_is_restored_from_its_lock_file()
    {
        foreach (var project in Directory.EnumerateFiles(Path.Combine(DeployFiles.Root, "src"), "*.csproj", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(DeployFiles.Root, project);
            Dockerfile.Should().Contain($"COPY {path} {Path.GetDirectoryName(path)}/packages.lock.json {Path.GetDirectoryName(path)}/");
        }

        Dockerfile.Should().Contain("dotnet restore --locked-mode");
    }

    [Fact]
    public void The_image_has_icu_and_no_root()
    {
        Dockerfile.Should().MatchRegex(@"(?m)^FROM mcr\.microsoft\.com/dotnet/aspnet:10\.0-\S+-chiseled-extra$", "the plain chiseled images have no ICU");
        Dockerfile.Should().MatchRegex("(?m)^USER 1654:1654$").And.MatchRegex("""(?m)^ENTRYPOINT \[""").And.MatchRegex("""(?m)^HEALTHCHECK .*CMD \[""");
    }

    [Fact]
    public async Task Every_variable_is_in_the_example_and_every_one_of_the_example_is_used()
    {
        await ComposeAsync();
        var used = Variable().Matches(WithoutComments(DeployFiles.Read("docker/compose.yaml"))).Select(match => match.Groups[1].Value);
        var given = Given().Matches(DeployFiles.Read("docker/.env.example")).Select(match => match.Groups[1].Value);

        used.Distinct().Should().BeEquivalentTo(given);
    }

    [Fact]
    public async Task Nothing_of_a_shard_is_published_but_sound_and_picture_and_no_port_twice()
    {
        var services = (await ComposeAsync())["services"]!.AsObject();
        var ports = services.SelectMany(service => (service.Value!["ports"]?.AsArray() ?? []).Select(port => (service.Key, Port: port!.GetValue<string>()))).ToList();

        ports.Where(port => port.Key != "gateway").Should().OnlyContain(port => port.Key.StartsWith("jvb-", StringComparison.Ordinal) && port.Port.EndsWith("/udp", StringComparison.Ordinal));
        ports.Select(port => Resolve(port.Port).Split(':')[0]).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Whoever_depends_on_a_service_a_network_or_a_volume_finds_it()
    {
        var compose = await ComposeAsync();
        foreach (var (name, service) in compose["services"]!.AsObject())
        {
            Names(service!["depends_on"]).Should().BeSubsetOf(Names(compose["services"]), name);
            Names(service["networks"]).Should().BeSubsetOf(Names(compose["networks"]), name);
            foreach (var volume in (service["volumes"]?.AsArray() ?? []).Select(volume => volume!.GetValue<string>().Split(':')[0]))
            {
                if (!volume.StartsWith('.'))
                    Names(compose["volumes"]).Should().Contain(volume);
                else if (volume != "./tls")
                    File.Exists(DeployFiles.PathOf("docker/" + volume)).Should().BeTrue(volume);
            }
        }
    }

    [Fact]
    public async Task The_gateway_takes_its_settings_which_name_the_shards_as_they_name_themselves()
    {
        var services = (await ComposeAsync())["services"]!;

        foreach (var shard in Rendered.Settings(DeployFiles.PathOf("docker/gateway.json")).Shards)
        {
            var web = services[shard.Address.Uri.Host];
            web.Should().NotBeNull();
            web["environment"]!["DEPLOYMENTINFO_SHARD"]!.GetValue<string>().Should().Be(shard.AnnouncedName);
            Names(web["networks"]).Should().Contain("front");
            Names(services[shard.Prosody.Uri.Host]!["networks"]).Should().Contain("front");
        }
    }

    private static async Task<JsonNode> ComposeAsync() => await Rendered.Async(Cancel, "yaml", DeployFiles.PathOf("docker/compose.yaml"));

    private static IEnumerable<string> Names(JsonNode? node) => node switch
    {
        JsonObject map => map.Select(pair => pair.Key),
        JsonArray list => list.Select(item => item!.GetValue<string>()),
        _ => [],
    };

    // As compose does with .env.
    private static string Resolve(string text) => Variable().Replace(text, variable =>
        Regex.Match(DeployFiles.Read("docker/.env.example"), $"(?m)^{variable.Groups[1].Value}=(.*)$").Groups[1].Value);

    private static string WithoutComments(string text) => Regex.Replace(text, "(?m)^ *#.*$", "");

    [GeneratedRegex(@"(?m)^COPY (?!--)(.+)$")]
    private static partial Regex Copy();

    [GeneratedRegex(@"\$\{([A-Z_]+)[^}]*\}")]
    private static partial Regex Variable();

    [GeneratedRegex("(?m)^([A-Z_]+)=")]
    private static partial Regex Given();
}
