using System.Globalization;
using AwesomeAssertions;
using ConferenceGateway.BrowserTests.Engines;
using ConferenceGateway.BrowserTests.Houses;
using ConferenceGateway.Lab;
using ConferenceGateway.Testing;
using Microsoft.Playwright;
using Xunit;

namespace ConferenceGateway.BrowserTests.Devices;

/// <summary>The ways of picture and sound, through a real TURN server.</summary>
public sealed class TurnTests(LocalBrowsers browsers)
{
    [Fact]
    public async Task Every_way_that_is_open_is_found_open_in_Chromium()
    {
        await using var turn = await TurnServer.StartAsync();
        // The server's certificate is its own; Chromium takes it for this once.
        await using var chromium = await browsers.OwnChromiumAsync("--ignore-certificate-errors");

        var (result, facts, net) = await TestAsync(chromium, turn.Port, turn.TlsPort, TurnServer.Secret);

        result.Should().Be("ready", facts + turn);
        facts.Should().Contain("Weg über UDP: offen, ").And.Contain("Weg über TCP: offen, ").And.Contain("Weg über TLS: offen, ").And.Contain("Eigene Adresse von außen: offen");
        net.Should().Contain("Direkter Weg (UDP) offen.");
    }

    [Fact]
    public async Task UDP_and_TCP_are_found_open_in_Firefox()
    {
        await using var turn = await TurnServer.StartAsync();
        await using var firefox = await browsers.OwnFirefoxAsync(("media.peerconnection.ice.loopback", true));

        var (_, facts, net) = await TestAsync(firefox, turn.Port, turn.TlsPort, TurnServer.Secret, ("tls", 8_000));

        facts.Should().Contain("Weg über UDP: offen, ").And.Contain("Weg über TCP: offen, ");
        facts.Should().Contain("Weg über TLS: geschlossen", "Firefox trusts no certificate that nobody knows");
        net.Should().Contain("Direkter Weg (UDP) offen.");
    }

    [Fact]
    public async Task A_wrong_secret_is_said_and_is_no_fault_of_the_members_network()
    {
        await using var turn = await TurnServer.StartAsync();

        var (result, facts, net) = await TestAsync(await browsers.ChromiumAsync(), turn.Port, null, "another secret");

        result.Should().Be("ready");
        facts.Should().Contain("Weg über UDP: nicht geprüft: Der Zugang wurde abgelehnt").And.Contain("Weg über TCP: nicht geprüft: Der Zugang wurde abgelehnt");
        net.Should().Contain("ließen sich nicht prüfen");
    }

    [Fact]
    public async Task Where_no_server_answers_the_ways_are_closed_and_the_test_ends()
    {
        var nobody = LoopbackPorts.Next();

        var (result, facts, net) = await TestAsync(await browsers.ChromiumAsync(), nobody, null, TurnServer.Secret, ("stun", 1_500), ("udp", 1_500), ("tcp", 1_500));

        result.Should().Be("limits");
        facts.Should().Contain("Weg über UDP: geschlossen").And.Contain("Weg über TCP: geschlossen");
        net.Should().Contain("Kein Weg für Bild und Ton war offen.");
    }

    [Fact]
    public async Task Where_UDP_is_closed_and_TCP_is_open_picture_and_sound_take_a_detour()
    {
        await using var turn = await TurnServer.StartAsync();
        var nobody = LoopbackPorts.Next();
        var servers = new Dictionary<string, string?>
        {
            ["Ice:Servers:0"] = Url($"turn:127.0.0.1:{nobody}?transport=udp"),
            ["Ice:Servers:1"] = Url($"turn:127.0.0.1:{turn.Port}?transport=tcp"),
        };

        var (result, facts, net) = await TestAsync(await browsers.ChromiumAsync(), servers, TurnServer.Secret, ("udp", 2_500));

        result.Should().Be("limits");
        facts.Should().Contain("Weg über UDP: geschlossen").And.Contain("Weg über TCP: offen, ");
        net.Should().Contain("ein Umweg ist offen");
    }

    private static Task<(string Result, string Facts, string Net)> TestAsync(IBrowser browser, int port, int? tlsPort, string secret, params (string Way, int Milliseconds)[] limits)
    {
        var servers = new Dictionary<string, string?>
        {
            ["Ice:Servers:0"] = Url($"stun:127.0.0.1:{port}"),
            ["Ice:Servers:1"] = Url($"turn:127.0.0.1:{port}?transport=udp"),
            ["Ice:Servers:2"] = Url($"turn:127.0.0.1:{port}?transport=tcp"),
        };
        if (tlsPort is { } tls)
            servers["Ice:Servers:3"] = Url($"turns:localhost:{tls}?transport=tcp");
        return TestAsync(browser, servers, secret, limits);
    }

    private static async Task<(string Result, string Facts, string Net)> TestAsync(IBrowser browser, Dictionary<string, string?> settings, string secret, params (string Way, int Milliseconds)[] limits)
    {
        settings["Ice:Secret"] = secret;
        await using var shard = await LabShard.StartAsync(new LabShardOptions { Name = "alpha" });
        await using var gateway = await LocalGateway.StartAsync(settings, shard);
        await using var context = await browser.NewContextAsync(new() { Locale = "de-DE" });
        var page = await context.NewPageAsync();
        await page.OpenDeviceTestAsync(gateway.MeetingUrl + "/-/check/device");
        foreach (var (way, milliseconds) in limits)
            await page.LimitAsync(way, milliseconds);
        var result = await page.TestAsync();
        var facts = await page.EvaluateAsync<string>("() => [...document.querySelectorAll('#facts dt')].map((one) => one.textContent + ': ' + one.nextSibling.textContent).join('\\n')");
        return (result, facts, await page.Locator("#net-help").TextContentAsync() ?? "");
    }

    private static string Url(FormattableString url) => url.ToString(CultureInfo.InvariantCulture);
}
