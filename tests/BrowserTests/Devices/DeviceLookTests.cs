using AwesomeAssertions;
using ConferenceGateway.BrowserTests.Engines;
using ConferenceGateway.BrowserTests.Pages;
using Xunit;

namespace ConferenceGateway.BrowserTests.Devices;

/// <summary>Every state of the device test, in both languages, on phone and desktop, light and dark.</summary>
public sealed class DeviceLookTests(DeviceHouse house, LocalBrowsers browsers) : IClassFixture<DeviceHouse>
{
    public static TheoryData<DeviceCase, PageLook> States { get; } = PageLook.Each(DeviceCase.All);

    [Theory]
    [MemberData(nameof(States), DisableDiscoveryEnumeration = true)]
    public async Task A_state_says_its_sentence_and_is_accessible_narrow_and_quiet(DeviceCase state, PageLook look)
    {
        await using var context = await (await browsers.ChromiumShellAsync()).NewContextAsync(look.Options(hasScript: state.HasScript));
        if (state.Script is { } script)
            await context.AddInitScriptAsync(script);
        var watch = await PageWatch.StartAsync(context);

        if (state.HasScript)
            await watch.Page.OpenDeviceTestAsync(house.Url + "?room=Vorstand");
        else
            await watch.Page.GotoAsync(house.Url + "?room=Vorstand");
        if (state.Result is { } result)
            (await watch.Page.TestAsync()).Should().Be(result, await watch.Page.Locator("main").InnerTextAsync());

        (await watch.Page.HeadAsync()).Should().Be(state.Headline(look));
        (await watch.Page.TitleAsync()).Should().Be((look.IsGerman ? "Gerät testen" : "Test your device") + " – Beispielverein e. V.");
        await Pictures.KeepAsync(watch.Page, $"device-{state}-{look}");
        // axe itself is a script.
        if (state.HasScript)
        {
            await watch.ShouldBeAccessibleAsync();
            await watch.ShouldFitAsync(look.IsPhone);
        }

        watch.ShouldBeQuiet(new Uri(house.Url).Authority);
    }
}
