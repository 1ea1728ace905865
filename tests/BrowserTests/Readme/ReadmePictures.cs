using AwesomeAssertions;
using ConferenceGateway.BrowserTests.Engines;
using ConferenceGateway.BrowserTests.Houses;
using ConferenceGateway.BrowserTests.Meetings;
using ConferenceGateway.BrowserTests.Pages;
using Microsoft.Playwright;
using Xunit;

namespace ConferenceGateway.BrowserTests.Readme;

/// <summary>
/// The pictures of the README, made anew by <c>tests/screenshots.sh</c>, which names the folder in <c>SCREENSHOTS</c>. Run
/// only when asked for by name.
/// </summary>
public sealed class ReadmePictures(Demo demo, LocalBrowsers browsers) : IClassFixture<Demo>
{
    private static readonly PortraitColours Anna = new(Wall: 0xDDE7DF, Light: 0xF6F3E4, Skin: 0xE9B994, Hair: 0x5B3423, Shirt: 0x1D8A4B);
    private static readonly PortraitColours Bert = new(Wall: 0xE8DFD0, Light: 0xFBF7EC, Skin: 0x9A6242, Hair: 0x23201F, Shirt: 0x2F5D8C);

    [Fact(Explicit = true)]
    public async Task Two_people_in_a_demo_room()
    {
        var films = Directory.CreateTempSubdirectory("gateway-films-");
        try
        {
            var (annasFilm, bertsFilm) = (Path.Combine(films.FullName, "anna.y4m"), Path.Combine(films.FullName, "bert.y4m"));
            PortraitFilm.Write(annasFilm, Anna);
            PortraitFilm.Write(bertsFilm, Bert);
            await using var one = await browsers.ChromiumWithFilmAsync(annasFilm);
            await using var other = await browsers.ChromiumWithFilmAsync(bertsFilm);
            await using var anna = await Participant.OpenAsync(one, demo.MeetingUrl + "/plenum", Look(1280, 640));
            await using var bert = await Participant.OpenAsync(other, demo.MeetingUrl + "/plenum", Look(1280, 640));
            await Task.WhenAll(anna.WaitUntilSeesAndHearsAsync(1), bert.WaitUntilSeesAndHearsAsync(1));
            // A call begins with a small picture and grows as far as the line allows.
            await anna.Page.WaitForFunctionAsync(
                "(width) => document.querySelector('video[data-peer]').videoWidth === width", PortraitFilm.Width);

            await Pictures.KeepAsync(anna.Page, "demo", isWhole: false);
        }
        finally
        {
            films.Delete(recursive: true);
        }

        Pictures.AreWanted.Should().BeTrue("tests/screenshots.sh says where they go");
    }

    [Fact(Explicit = true)]
    public async Task The_start_page_on_a_phone()
    {
        await using var context = await (await browsers.ChromiumAsync()).NewContextAsync(Look(360, 640, scale: 2));
        var page = await context.NewPageAsync();
        await page.GotoAsync(demo.MeetingUrl + "/");

        await Pictures.KeepAsync(page, "start", isWhole: false);
    }

    private static BrowserNewContextOptions Look(int width, int height, int scale = 1) => new()
    {
        Locale = "en-GB",
        ColorScheme = ColorScheme.Light,
        ViewportSize = new() { Width = width, Height = height },
        DeviceScaleFactor = scale,
    };
}
