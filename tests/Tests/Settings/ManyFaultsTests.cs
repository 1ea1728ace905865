using System.Text.Json;
using AwesomeAssertions;
using ConferenceGateway.Settings;
using ConferenceGateway.Testing;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace ConferenceGateway.Tests.Settings;

/// <summary>One file with every kind of fault that settings can have: each is a line, and one start shows them all.</summary>
public sealed class ManyFaultsTests : IDisposable
{
    private const string Bad = """
        {
          "MeetingUrl": "http://meet.test:70000",
          "PortalUrl": "http://anna:s3cret@portal.test",
          "MeetngUrl": "http://meet.test",
          "Weight": "high",
          "A\nbreak": 1,
          "Urls": "http://127.0.0.1:8099;ftp://127.0.0.1;http://127.0.0.1:0",
          "Tls": {
            "Certificates": [ { "KeyPath": "key.pem" } ],
            "HstsDays": -1, "HstDays": 1, "ChallengeFolder": "nowhere"
          },
          "TrustedProxies": [ "proxy.test", "10.0.0.0/33", "10.5" ],
          "Limits": {
            "ConnectionsPerSource": "many", "HeadersSeconds": 315360000, "HeaderKilobytes": 0, "BodyMegabytes": 2.5,
            "BodyBytesPerSecond": true, "BodyMegabyte": [ 1 ]
          },
          "Kestrel": { "Endpoints": { "Http": { "Url": "http://127.0.0.1:8099" } } },
          "Storage": { "Pfad": "gateway.db", "Path": { "File": "gateway.db" } },
          "Operator": {
            "Name": "\n", "Contact": "ask Anna", "Imprint": "https://anna:s3cret@imprint.test", "Privacy": "javascript:alert(1)", "Accent": "green", "Logo": "logo.exe"
          },
          "Stop": { "AnnounceSeconds": 20, "SocketSeconds": 10, "LimitSeconds": 30, "LimitSecond": 30 },
          "Log": { "Format": "xml", "File": "/", "FileDays": 0, "Requests": "yes", "RoomNames": 1, "StaticSample": -1 },
          "TrustedIssuers": [ { "Secret": "" } ],
          "Services": [ { "Secret": "" } ],
          "Fleet": {
            "Shards": [
              {
                "Address": "ftp://a.test", "Prosody": "http://anna:s3cret@s3cret@a.test", "Jicofo": "a.test", "Host": "meet.test/jitsi",
                "AnnouncedName": "ä", "Authentication": "Yes", "Adress": "http://a.test"
              },
              { "Name": "a b", "Address": "http://127.0.0.1:8099", "Authentication": "Token", "Reservations": { "Addresses": [ "a" ] }, "Weight": "high", "Bridges": "jvb" },
              {
                "Name": "c", "Address": "http://c.test",
                "Bridges": [
                  { "Address": "http://b.test:9090" },
                  { "ServerId": "x" },
                  { "ServerId": "y", "Address": "http://b.test:9090/colibri", "PrivateAddress": "http://b.test:8080?a=b" },
                  { "ServerId": "y", "Address": "http://b.test:9091" },
                  { "ServerId": "y z", "Address": "http://b.test:9092" }
                ]
              },
              { "Name": "c", "Address": "http://C.test:80/" },
              { "Name": "e" },
              { "Name": "f", "Address": "http://f.test:0" },
              "http://g.test"
            ]
          }
        }
        """;

    /// <summary>How each line begins.</summary>
    private static readonly string[] Lines =
    [
        "A·break is no setting",
        "Fleet:Shards:0:Adress is no setting; perhaps Fleet:Shards:0:Address is meant.",
        "Fleet:Shards:1:Weight is no setting",
        "Fleet:Shards:6 is a section; perhaps Fleet:Shards:0:Name is meant.",
        "Kestrel:Endpoints:Http:Url is no setting; Urls and Tls:Certificates say where to listen.",
        "Limits:BodyMegabyte:0 is no setting; perhaps Limits:BodyMegabytes is meant.",
        "MeetngUrl is no setting; perhaps MeetingUrl is meant.",
        "Stop:LimitSecond is no setting; perhaps Stop:LimitSeconds is meant.",
        "Storage:Path:File is no setting",
        "Storage:Pfad is no setting; perhaps Storage:Path is meant.",
        "Tls:HstDays is no setting; perhaps Tls:HstsDays is meant.",
        "Weight is no setting; docs/configuration.md lists those that exist.",
        "MeetingUrl is \"http://meet.test:70000\"; it must be http:// or https:// with host and port only",
        "PortalUrl is \"http://…@portal.test\"; it must be http:// or https:// with host and port only",
        "Operator:Name is \"·\"; it must be a name of 1 to 80 characters",
        "Operator:Contact is \"ask Anna\"; it must be a mail address",
        "Operator:Imprint is \"https://…@imprint.test\"; it must be an absolute http or https address",
        "Operator:Privacy is \"javascript:alert(1)\"; it must be an absolute http or https address",
        "Operator:Accent is \"green\"; it must be a colour",
        "Operator:Logo is \"",
        "Tls:Certificates:0:Path is missing",
        "Urls is \"ftp://127.0.0.1\"; it must be http:// or https://",
        "Urls is \"http://127.0.0.1:0\"; it must be http:// or https://, a host or *, and a port from 1 to 65535",
        "Urls is \"http://127.0.0.1:8099;ftp://127.0.0.1;http://127.0.0.1:0\"; it must have an https address",
        "Tls:HstsDays is \"-1\"; it must be a whole number from 0 to 3650",
        "Tls:ChallengeFolder is \"nowhere\"; it must be a folder that is there",
        "TrustedProxies:0 is \"proxy.test\"; it must be an address",
        "TrustedProxies:1 is \"10.0.0.0/33\"; it must be an address",
        "TrustedProxies:2 is \"10.5\"; it must be an address",
        "Limits:ConnectionsPerSource is \"many\"; it must be a whole number",
        "Limits:HeadersSeconds is \"315360000\"; it must be a whole number from 1 to 60",
        "Limits:HeaderKilobytes is \"0\"; it must be a whole number from 8",
        "Limits:BodyMegabytes is \"2.5\"; it must be a whole number",
        "Limits:BodyBytesPerSecond is \"True\"; it must be a whole number",
        "Fleet:Shards:0:Name is missing",
        "Fleet:Shards:0:Address is \"ftp://a.test\"; it must be http:// or https://",
        "Fleet:Shards:0:Prosody is \"http://…@a.test\"; it must be http:// or https:// with host and port only",
        "Fleet:Shards:0:Jicofo is \"a.test\"; it must be http:// or https://",
        "Fleet:Shards:0:Host is \"meet.test/jitsi\"; it must be a host name",
        "Fleet:Shards:0:AnnouncedName is \"ä\"; it must be the shard_name of its Prosody",
        "Fleet:Shards:0:Authentication is \"Yes\"; it must be None or Token",
        "Fleet:Shards:1:Name is \"a b\"; it must be a short name",
        "Fleet:Shards:1:Address is \"http://127.0.0.1:8099\"; it must not be the gateway itself",
        "Fleet:Shards:1:Token:Issuer is missing",
        "Fleet:Shards:1:Token:SecretFile is missing",
        "Fleet:Shards:1:Reservations:Addresses:0 is \"a\"; it must be an address or a network",
        "TrustedIssuers:0:Name is missing",
        "TrustedIssuers:0:Issuer is missing",
        "TrustedIssuers:0:Audience is missing",
        "TrustedIssuers:0:SecretFile is missing",
        "Services:0:Name is missing",
        "Services:0:Kind is missing",
        "Services:0:Addresses is missing",
        "Fleet:Shards:1:Bridges is \"jvb\"; it must be a list of bridges",
        "Fleet:Shards:2:Bridges:0:ServerId is missing",
        "Fleet:Shards:2:Bridges:1:Address is missing",
        "Fleet:Shards:2:Bridges:2:Address is \"http://b.test:9090/colibri\"; it must be http:// or https:// with host and port only",
        "Fleet:Shards:2:Bridges:2:PrivateAddress is \"http://b.test:8080?a=b\"; it must be http:// or https:// with host and port only",
        "Fleet:Shards:2:Bridges:3:ServerId is \"y\"; it must be there once, and Fleet:Shards:2:Bridges:2 has it already",
        "Fleet:Shards:2:Bridges:4:ServerId is \"y z\"; it must be the server-id of the bridge",
        "Fleet:Shards:3:Name is \"c\"; it must be there once, and Fleet:Shards:2 has it already",
        "Fleet:Shards:3:Address is \"http://c.test\"; it must be there once, and Fleet:Shards:2 has it already",
        "Fleet:Shards:4:Address is missing",
        "Fleet:Shards:5:Address is \"http://f.test:0\"; it must be http:// or https:// with host and port only",
        "Fleet:Shards:6:Name is missing",
        "Fleet:Shards:6:Address is missing",
        "Stop:LimitSeconds is 30; it must be at least 35",
        "Log:Format is \"xml\"; it must be Text or Json",
        "Log:File is \"/\"; it must be a file",
        "Log:FileDays is \"0\"; it must be a whole number",
        "Log:Requests is \"yes\"; it must be true or false",
        "Log:RoomNames is \"1\"; it must be true or false",
        "Log:StaticSample is \"-1\"; it must be a whole number",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");

    private string File => Path.Combine(_folder.FullName, "gateway.json");

    [Fact]
    public async Task Fifty_two_kinds_of_faults_in_one_file_are_named_by_one_start()
    {
        await System.IO.File.WriteAllTextAsync(File, Bad);

        var (code, output, errors) = await GatewayProcess.RunAsync(["run", "--config", File], _folder.FullName);

        Lines.Should().HaveCountGreaterThanOrEqualTo(52).And.OnlyHaveUniqueItems();
        code.Should().Be(1);
        output.Should().BeEmpty();
        errors[0].Should().Be("The gateway cannot start with these settings:");
        ShouldBeTheLines([.. errors[1..].Select(line => line.Trim())]);
        _folder.EnumerateFiles().Should().ContainSingle("what cannot start leaves nothing behind");
    }

    [Fact]
    public async Task The_check_names_the_same_ones()
    {
        await System.IO.File.WriteAllTextAsync(File, Bad);

        var (code, output, errors) = await GatewayProcess.RunAsync(["check", "--json", "--config", File], _folder.FullName);

        (code, errors).Should().BeEquivalentTo((2, Array.Empty<string>()));
        using var report = JsonDocument.Parse(output);
        ShouldBeTheLines([.. report.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("what").GetString()!)]);
    }

    /// <summary>A file that is read while somebody writes it ends anywhere.</summary>
    [Fact]
    public void A_file_that_is_half_written_is_no_settings_wherever_it_ends()
    {
        var whole = System.Text.Encoding.UTF8.GetBytes(Bad);
        for (var length = 0; length < whole.Length; length++)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            var faults = new SettingFaults();

            SettingsFile.Add(new ConfigurationBuilder(), File, faults);

            faults.Lines.Should().ContainSingle(because: "the file ends after {0} bytes", length)
                .Which.Should().StartWith(File).And.MatchRegex("is not JSON, line [0-9]+: .|is no text in UTF-8");
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void ShouldBeTheLines(string[] said)
    {
        foreach (var line in Lines)
            said.Should().ContainSingle(one => one.StartsWith(line, StringComparison.Ordinal), line);
        said.Should().HaveCount(Lines.Length);
        said.Should().OnlyContain(line => line.EndsWith('.')).And.NotContain(line => line.Contains("s3cret") || line.Contains("Exception"));
    }
}
