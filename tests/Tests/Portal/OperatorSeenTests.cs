using System.Net.Http.Headers;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Portal;

public sealed class OperatorSeenTests
{
    private const string Svg = "<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'/>";

    [Theory]
    [InlineData("http://meet.test/", "Firefox/140.0")]
    [InlineData("http://meet.test/room-census", "Firefox/140.0")]
    [InlineData("http://meet.test/a%2Fb", "Firefox/140.0")]
    [InlineData("http://meet.test/plenum", "Firefox/78.0")]
    [InlineData("http://portal.test/", "Firefox/140.0")]
    [InlineData("http://portal.test/nothing", "Firefox/140.0")]
    [InlineData("http://elsewhere.test/", "Firefox/140.0")]
    public async Task Every_page_names_who_runs_it_and_where_the_law_is(string address, string browser)
    {
        var folder = Directory.CreateTempSubdirectory("gateway-logo-");
        try
        {
            var logo = Path.Combine(folder.FullName, "logo.svg");
            await File.WriteAllTextAsync(logo, Svg);
            await using var lab = await LabFleet.StartAsync(["alpha"]);
            await using var gateway = await TestGateway.StartAsync(new TestGatewayOptions
            {
                Settings = new Dictionary<string, string?>
                {
                    ["Operator:Imprint"] = "https://verein.example/impressum",
                    ["Operator:Privacy"] = "https://verein.example/datenschutz",
                    ["Operator:Logo"] = logo,
                },
            }, lab.Shards);
            using var client = gateway.CreateClient();
            client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
            client.DefaultRequestHeaders.UserAgent.ParseAdd($"Mozilla/5.0 (X11; Linux x86_64; rv:{browser[8..]}) Gecko/20100101 {browser}");

            var page = await (await client.GetAsync(address)).Content.ReadAsStringAsync();

            page.Should().Contain("Beispielverein").And.Contain("mailto:hilfe@beispielverein.example")
                .And.Contain("https://verein.example/impressum").And.Contain("https://verein.example/datenschutz")
                .And.MatchRegex("<img [^>]*src=\"/-/assets/logo");
            (await client.GetStringAsync("/-/assets/logo")).Should().Be(Svg);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
