using System.Globalization;
using AwesomeAssertions;
using ConferenceGateway.BrowserTests.Engines;
using Microsoft.Playwright;
using Xunit;

namespace ConferenceGateway.BrowserTests.Devices;

/// <summary>The device test in real browsers: what works, what is refused, what never answers.</summary>
public sealed class DeviceTests(DeviceHouse house, LocalBrowsers browsers) : IClassFixture<DeviceHouse>
{
    private const string Never = "navigator.mediaDevices.getUserMedia = (what) => new Promise((yes) => { if (what.video) window.answer = yes; });";

    [Theory]
    [InlineData("Chromium")]
    [InlineData("Firefox")]
    public async Task With_camera_and_microphone_one_is_ready_and_sees_and_hears_it(string engine)
    {
        await using var context = await (engine == "Firefox" ? await browsers.FirefoxAsync() : await browsers.ChromiumAsync()).NewContextAsync(German());
        var page = await context.NewPageAsync();
        await page.OpenDeviceTestAsync(house.Url + "?room=Vorstand");

        (await page.TestAsync()).Should().Be("ready", await page.Locator("main").InnerTextAsync());

        (await page.HeadAsync()).Should().Be("Sie sind bereit.");
        (await page.TagAsync("camera")).Should().Be("Bild ist da");
        (await page.EvaluateAsync<bool>("() => { const v = document.getElementById('picture'); return v.videoWidth > 0 && !v.paused && v.checkVisibility(); }")).Should().BeTrue();
        // Without a sound card Firefox starts no AudioContext, and nobody can measure a level there.
        if (engine == "Firefox" && await page.TagAsync("mic") == "ist an")
        {
            (await page.Locator("#level").IsVisibleAsync()).Should().BeFalse("what is not measured is not shown");
        }
        else
        {
            (await page.TagAsync("mic")).Should().Be("hört Sie");
            await page.WaitForFunctionAsync("() => parseInt(document.querySelector('#level .b1').getAttribute('width')) > 5");
        }

        (await page.TagAsync("net")).Should().Be("schnell");
        (await page.TagAsync("clock")).Should().Be("stimmt");
        (await page.Locator("#live").TextContentAsync()).Should().StartWith("Sie sind bereit.");
        (await page.Locator("#go").TextContentAsync()).Should().Be("Zum Raum „vorstand“");
        (await page.Locator("#go").GetAttributeAsync("href")).Should().Be("/vorstand");
        (await page.EvaluateAsync<string>("() => JSON.parse(localStorage.getItem('device-test')).result")).Should().Be("ready");

        await page.ClickAsync("#play");
        await page.ClickAsync("#heard-no");
        (await page.HeadAsync()).Should().Be("Sie können teilnehmen, aber Sie hören nichts.");
        await page.ClickAsync("#play");
        await page.ClickAsync("#heard-yes");
        (await page.TagAsync("speaker")).Should().Be("zu hören");
        (await page.HeadAsync()).Should().Be("Sie sind bereit.");
    }

    [Fact]
    public async Task Who_refused_camera_and_microphone_in_Chromium_reads_where_to_allow_them_there()
    {
        await using var chromium = await browsers.OwnChromiumAsync("--use-fake-ui-for-media-stream=deny");
        await using var context = await chromium.NewContextAsync(German());
        await ShouldBeRefusedAsync(context, "Klicken Sie auf das Zeichen links in der Adresszeile");
    }

    [Fact]
    public async Task Who_refused_camera_and_microphone_in_Firefox_reads_where_to_allow_them_there()
    {
        await using var firefox = await browsers.OwnFirefoxAsync(
            ("media.navigator.permission.disabled", false), ("permissions.default.microphone", 2), ("permissions.default.camera", 2));
        await using var context = await firefox.NewContextAsync(German());
        await ShouldBeRefusedAsync(context, "nehmen Sie die Sperre mit dem Kreuz weg");
    }

    [Fact]
    public async Task A_Firefox_whose_calls_are_switched_off_cannot()
    {
        await using var firefox = await browsers.OwnFirefoxAsync(("media.peerconnection.enabled", false));
        await using var context = await firefox.NewContextAsync(German());
        var page = await context.NewPageAsync();
        await page.OpenDeviceTestAsync(house.Url);

        (await page.TestAsync()).Should().Be("cannot");

        (await page.HeadAsync()).Should().Be("In diesem Browser ist Video abgeschaltet.");
        (await page.Locator("#go").GetAttributeAsync("href")).Should().Be("/-/check");
    }

    [Fact]
    public async Task A_browser_without_calls_cannot_and_does_not_hang()
    {
        await using var webKit = await WebKit.StartAsync();
        await webKit.OpenAsync(house.Url + "?lang=de");
        (await webKit.TextAsync("h1")).Should().Be("Kamera und Mikrofon testen");

        await webKit.ClickAsync("#start");

        (await webKit.TextAsync("h1")).Should().Be("Dieser Browser kann keine Video-Treffen.");
    }

    [Fact]
    public async Task A_browser_that_never_answers_is_waited_for_no_longer_than_the_limit_and_heard_when_it_answers_later()
    {
        await using var context = await (await browsers.ChromiumAsync()).NewContextAsync(German());
        var page = await OpenAsync(context, "const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices); window.camera = () => ask({ video: true });" + Never);
        await page.LimitAsync("wait", 200);

        (await page.TestAsync()).Should().Be("limits");

        (await page.HeadAsync()).Should().Be("Sie können teilnehmen, aber man sieht und hört Sie nicht.");
        (await page.TagAsync("mic")).Should().Be("antwortet nicht");
        (await page.TagAsync("camera")).Should().Be("antwortet nicht");
        (await page.Locator("#camera-help").TextContentAsync()).Should().Contain("im eigenen Browser des Geräts");
        await page.EvaluateAsync("() => window.camera().then(window.answer)");
        await Assertions.Expect(page.Locator("#camera .tag")).ToHaveTextAsync("Bild ist da");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Sie können teilnehmen, aber man hört Sie nicht.");
    }

    [Theory]
    [InlineData("NotFoundError", "nicht gefunden", "Es ist keine Kamera angeschlossen, oder sie ist ausgeschaltet.")]
    [InlineData("OverconstrainedError", "nicht gefunden", "Es ist keine Kamera angeschlossen, oder sie ist ausgeschaltet.")]
    [InlineData("NotReadableError", "belegt", "Vielleicht benutzt sie gerade eine andere App.")]
    [InlineData("AbortError", "belegt", "Vielleicht benutzt sie gerade eine andere App.")]
    [InlineData("SecurityError", "nicht erlaubt", "Der Browser lässt diese Seite nicht an die Kamera.")]
    [InlineData("TypeError", "geht hier nicht", "")]
    public async Task What_keeps_the_camera_away_is_said_in_plain_words(string error, string word, string help)
    {
        await using var context = await (await browsers.ChromiumAsync()).NewContextAsync(German());
        var page = await OpenAsync(context, DeviceCase.NoCamera.Replace("NotAllowedError", error, StringComparison.Ordinal));

        (await page.TestAsync()).Should().Be("limits");

        (await page.HeadAsync()).Should().Be("Sie können teilnehmen, aber ohne Bild.");
        (await page.TagAsync("camera")).Should().Be(word);
        (await page.Locator("#camera-help").TextContentAsync()).Should().StartWith(help);
    }

    [Fact]
    public async Task A_camera_that_is_asked_again_and_works_makes_ready()
    {
        await using var context = await (await browsers.ChromiumAsync()).NewContextAsync(German());
        var page = await OpenAsync(context, DeviceCase.NoCamera.Replace("what.video", "what.video && !window.isFree", StringComparison.Ordinal));
        (await page.TestAsync()).Should().Be("limits");

        await page.EvaluateAsync("() => { window.isFree = true; }");
        await page.ClickAsync("#camera-retry button");

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Sie sind bereit.");
    }

    [Fact]
    public async Task A_microphone_that_hears_nothing_is_told_until_it_hears_something()
    {
        await using var context = await (await browsers.ChromiumAsync()).NewContextAsync(German());
        var page = await OpenAsync(context, """
            const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
            navigator.mediaDevices.getUserMedia = (what) => {
              if (!what.audio) return ask(what);
              const sound = new AudioContext(), out = sound.createMediaStreamDestination();
              window.talk = () => { const voice = sound.createOscillator(); voice.connect(out); voice.start(); };
              return Promise.resolve(out.stream);
            };
            """);
        await page.LimitAsync("quiet", 500);

        (await page.TestAsync()).Should().Be("limits");

        (await page.TagAsync("mic")).Should().Be("hört nichts");
        (await page.Locator("#lead").TextContentAsync()).Should().Be("Das Mikrofon ist an, hört aber nichts.");
        await page.EvaluateAsync("() => window.talk()");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Sie sind bereit.");
    }

    [Fact]
    public async Task A_black_picture_is_told()
    {
        await using var context = await (await browsers.ChromiumAsync()).NewContextAsync(German());
        var page = await OpenAsync(context, """
            const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
            navigator.mediaDevices.getUserMedia = (what) => {
              if (!what.video) return ask(what);
              const canvas = document.createElement('canvas'), pen = canvas.getContext('2d');
              setInterval(() => pen.fillRect(0, 0, 300, 150), 100);
              return Promise.resolve(canvas.captureStream());
            };
            """);
        await page.LimitAsync("dark", 750);

        (await page.TestAsync()).Should().Be("limits");

        (await page.TagAsync("camera")).Should().Be("Bild ist schwarz");
        (await page.HeadAsync()).Should().Be("Sie können teilnehmen, aber ohne Bild.");
    }

    [Theory]
    [InlineData(3600, "vor")]
    [InlineData(-300, "nach")]
    public async Task A_clock_that_is_wrong_is_told(int seconds, string direction)
    {
        await using var context = await (await browsers.ChromiumAsync()).NewContextAsync(German());
        var page = await OpenAsync(context, string.Create(CultureInfo.InvariantCulture,
            $"const get = Date.prototype.getTime; Date.prototype.getTime = function () {{ return get.call(this) + {seconds} * 1000; }};"));

        (await page.TestAsync()).Should().Be("limits");

        (await page.HeadAsync()).Should().Be("Sie können teilnehmen, aber die Uhr dieses Geräts geht falsch.");
        (await page.TagAsync("clock")).Should().Be("geht falsch");
        (await page.Locator("#clock-help").TextContentAsync()).Should().Contain("automatisch");
        (await page.Locator("#facts").TextContentAsync()).Should().Contain("Sekunden " + direction);
    }

    [Fact]
    public async Task Sockets_that_are_held_back_are_told()
    {
        await using var context = await (await browsers.ChromiumAsync()).NewContextAsync(German());
        var page = await OpenAsync(context, "window.WebSocket = function () { throw new Error('no'); };");

        (await page.TestAsync()).Should().Be("limits");

        (await page.HeadAsync()).Should().Be("Sie können teilnehmen, aber die Verbindung ist eingeschränkt.");
    }

    [Theory]
    [InlineData(13.9, true)]
    [InlineData(14.1, false)]
    public async Task The_result_is_shown_for_14_days_and_no_longer(double days, bool isShown)
    {
        await using var context = await (await browsers.ChromiumAsync()).NewContextAsync(German());
        var page = await OpenAsync(context, string.Create(CultureInfo.InvariantCulture,
            $"localStorage.setItem('device-test', JSON.stringify({{ result: 'ready', at: Date.now() - {days} * 864e5 }}));"));

        (await page.Locator("#last").IsVisibleAsync()).Should().Be(isShown);
        (await page.EvaluateAsync<bool>("() => localStorage.getItem('device-test') !== null")).Should().Be(isShown);
        if (isShown)
            (await page.Locator("#last").TextContentAsync()).Should().StartWith("Zuletzt geprüft am ").And.EndWith(": Sie waren bereit.");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"result":"toString","at":"x"}""")]
    [InlineData("""{"result":"<b>","at":99999999999999}""")]
    public async Task A_result_that_makes_no_sense_is_none(string kept)
    {
        await using var context = await (await browsers.ChromiumAsync()).NewContextAsync(German());
        var page = await OpenAsync(context, $"localStorage.setItem('device-test', {System.Text.Json.JsonSerializer.Serialize(kept)});");

        (await page.HeadAsync()).Should().Be("Kamera und Mikrofon testen");
        (await page.Locator("#last").IsVisibleAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task Another_microphone_and_another_way_out_for_the_sound_can_be_chosen()
    {
        await using var context = await (await browsers.ChromiumAsync()).NewContextAsync(German());
        var page = await OpenAsync(context, """
            const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
            navigator.mediaDevices.getUserMedia = (what) => ask(what).then((stream) => { if (what.audio) window.heardBy = stream.getTracks()[0].getSettings().deviceId; return stream; });
            const lead = HTMLMediaElement.prototype.setSinkId;
            HTMLMediaElement.prototype.setSinkId = function (id) { return lead.call(this, id).then(() => { window.soundsFrom = id; }); };
            """);
        (await page.TestAsync()).Should().Be("ready");

        await page.SelectOptionAsync("#mic-list", new SelectOptionValue { Index = 1 });
        await page.WaitForFunctionAsync("() => window.heardBy === document.getElementById('mic-list').options[1].value");
        await Assertions.Expect(page.Locator("#mic .tag")).ToHaveTextAsync("hört Sie");
        await page.SelectOptionAsync("#speaker-list", new SelectOptionValue { Index = 1 });
        await page.ClickAsync("#play");
        await page.WaitForFunctionAsync("() => window.soundsFrom === document.getElementById('speaker-list').options[1].value");

        (await page.HeadAsync()).Should().Be("Sie sind bereit.");
    }

    [Fact]
    public async Task It_can_be_used_by_keyboard_alone()
    {
        await using var context = await (await browsers.ChromiumAsync()).NewContextAsync(German());
        var page = await OpenAsync(context);
        await page.FocusAsync("#start");
        await page.Keyboard.PressAsync("Enter");
        (await page.VerdictAsync()).Should().Be("ready");

        (await FocusAsync(page)).Should().Be("head", "who cannot see is led to the sentence");
        await page.Keyboard.PressAsync("Tab");
        (await FocusAsync(page)).Should().Be("go");
        await page.FocusAsync("#play");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        (await FocusAsync(page)).Should().Be("heard-yes");
        await page.Keyboard.PressAsync("Enter");
        (await FocusAsync(page)).Should().Be("play", "the focus is not lost with the button");
    }

    private async Task ShouldBeRefusedAsync(IBrowserContext context, string help)
    {
        var page = await OpenAsync(context);

        (await page.TestAsync()).Should().Be("limits", await page.Locator("main").InnerTextAsync());

        (await page.HeadAsync()).Should().Be("Sie können teilnehmen, aber man sieht und hört Sie nicht.");
        (await page.TagAsync("camera")).Should().Be("nicht erlaubt");
        (await page.TagAsync("mic")).Should().Be("nicht erlaubt");
        (await page.Locator("#mic-help").TextContentAsync()).Should().Contain(help);
    }

    private async Task<IPage> OpenAsync(IBrowserContext context, string? script = null)
    {
        if (script is not null)
            await context.AddInitScriptAsync(script);
        var page = await context.NewPageAsync();
        await page.OpenDeviceTestAsync(house.Url);
        return page;
    }

    private static BrowserNewContextOptions German() => new() { Locale = "de-DE" };

    private static Task<string> FocusAsync(IPage page) => page.EvaluateAsync<string>("() => document.activeElement.id");
}
