using AwesomeAssertions;
using ConferenceGateway.BrowserTests.Engines;
using ConferenceGateway.BrowserTests.Houses;
using ConferenceGateway.BrowserTests.Meetings;
using ConferenceGateway.BrowserTests.Pages;
using Microsoft.Playwright;
using Xunit;

namespace ConferenceGateway.BrowserTests.Readme;

/// <summary>
/// What the README shows of the demo. <c>tests/screenshots.sh</c> makes its pictures anew by running these tests and
/// naming the folder in <c>SCREENSHOTS</c>.
/// </summary>
public sealed class ReadmeTests(Demo demo, LocalBrowsers browsers) : IClassFixture<Demo>
{
    private static readonly PortraitColours Anna = new(Wall: 0xDDE7DF, Light: 0xF6F3E4, Skin: 0xE9B994, Hair: 0x5B3423, Shirt: 0x1D8A4B);
    private static readonly PortraitColours Bert = new(Wall: 0xE8DFD0, Light: 0xFBF7EC, Skin: 0x9A6242, Hair: 0x23201F, Shirt: 0x2F5D8C);

    // The colour in the middle of the shirt of whoever the other is: its strongest part.
    private const string ShirtColour = """
        () => {
          const video = document.querySelector('video[data-peer]');
          const context = document.createElement('canvas').getContext('2d');
          context.drawImage(video, 0, 0, 64, 36);
          const [red, green, blue] = context.getImageData(32, 34, 1, 1).data;
          return blue > green + 20 && blue > red + 20 ? 'blue' : green > red + 20 && green > blue + 20 ? 'green' : `${red} ${green} ${blue}`;
        }
        """;

    [Fact]
    public async Task Two_people_in_a_room_of_the_demo_each_see_the_others_camera()
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

            (await anna.Page.EvaluateAsync<string>(ShirtColour)).Should().Be("blue");
            (await bert.Page.EvaluateAsync<string>(ShirtColour)).Should().Be("green");
            if (!Pictures.AreWanted)
                return;
            // A call begins with a small picture and grows as far as the line allows.
            await anna.Page.WaitForFunctionAsync(
                "(width) => document.querySelector('video[data-peer]').videoWidth === width", PortraitFilm.Width);
            await Pictures.KeepAsync(anna.Page, "demo", isWhole: false);
        }
        finally
        {
            films.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_start_page_fits_on_a_small_phone_as_a_whole()
    {
        await using var context = await (await browsers.ChromiumAsync()).NewContextAsync(Look(360, 640, scale: 2));
        var page = await context.NewPageAsync();
        await page.GotoAsync(demo.MeetingUrl + "/");

        (await page.EvaluateAsync<int>("() => document.documentElement.scrollHeight - innerHeight")).Should().BeLessThanOrEqualTo(0);
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
