using AwesomeAssertions;
using ConferenceGateway.Settings;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace ConferenceGateway.Tests.Settings;

public sealed class FleetSettingsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");
    private readonly FleetSettings _settings;

    public FleetSettingsTests()
    {
        Write("""[{"Name":"a","Address":"http://a.test"}]""");
        var start = new GatewayStart { ConfigFile = File, IsAlone = true };
        using var configuration = new ConfigurationManager();
        _settings = new FleetSettings(start, GatewaySettings.Read(start, configuration), configuration);
    }

    private string File => Path.Combine(_folder.FullName, "gateway.json");

    [Fact]
    public void A_shard_that_was_written_into_the_file_is_there_when_it_is_read_again()
    {
        Write("""[{"Name":"a","Address":"http://a.test","Capacity":300},{"Name":"b","Address":"http://b.test"}]""");

        _settings.ReadAgain([], out var others).Should().BeEmpty();

        others.Should().BeEmpty();
        var shards = _settings.Read([]).Shards;
        shards.Select(shard => (shard.Id.Name, shard.Capacity)).Should().Equal(("a", 300), ("b", 200));
    }

    [Fact]
    public void A_file_with_faults_leaves_the_fleet_as_it_was_and_all_of_them_are_named()
    {
        Write("""[{"Name":"a","Address":"a.test"},{"Name":"a","Address":"http://b.test","Bridges":[{"ServerId":"x"}]}]""");

        var faults = _settings.ReadAgain([], out _);

        faults.Should().HaveCount(3);
        _settings.Read([]).Shards.Should().ContainSingle().Which.Address.Prefix.Should().Be("http://a.test");
    }

    [Fact]
    public void A_file_that_is_no_JSON_leaves_the_fleet_as_it_was()
    {
        System.IO.File.WriteAllText(File, "{");

        _settings.ReadAgain([], out _).Should().ContainSingle().Which.Should().Contain("is not JSON");
        _settings.Read([]).Shards.Should().ContainSingle();
    }

    [Fact]
    public void What_else_was_changed_is_named_by_its_key()
    {
        Write("""[{"Name":"a","Address":"http://a.test"}]""", """, "Audit": { "KeepDays": 400 }""");

        _settings.ReadAgain([], out var others).Should().BeEmpty();

        others.Should().Equal("Audit:KeepDays");
        _settings.ReadAgain([], out others);
        others.Should().Equal(["Audit:KeepDays"], "the gateway still runs with what it began with");
        Write("""[{"Name":"a","Address":"http://a.test"}]""");
        _settings.ReadAgain([], out others);
        others.Should().BeEmpty("it is as at the start again");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(string shards, string more = "") => System.IO.File.WriteAllText(File, $$"""
        { "MeetingUrl": "http://meet.test", "PortalUrl": "http://portal.test", "Storage": { "Path": "gateway.db" },
          "Urls": "http://127.0.0.1:8099", "Fleet": { "Shards": {{shards}} } {{more}} }
        """);
}
