using AwesomeAssertions;
using ConferenceGateway.BrowserTests.Engines;
using ConferenceGateway.BrowserTests.Pages;
using ConferenceGateway.BrowserTests.Portal;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.BrowserTests.Upkeep;

/// <summary>Every state of the fleet's pages, in both languages, on phone and desktop, light or dark in turn.</summary>
public sealed class UpkeepLookTests(UpkeepHouse house, LocalBrowsers browsers) : IClassFixture<UpkeepHouse>
{
    public static TheoryData<UpkeepState, PageLook> States { get; } = PageLook.InTurn(UpkeepStates.All);

    [Theory]
    [MemberData(nameof(States), DisableDiscoveryEnumeration = true)]
    public async Task A_state_of_the_fleet_is_accessible_narrow_and_quiet(UpkeepState state, PageLook look)
    {
        await using var context = await (await browsers.ChromiumShellAsync()).NewContextAsync(look.Options());
        var watch = await PageWatch.StartAsync(context);

        await watch.Page.GotoAsync(house.UrlOf(state));

        (await watch.Page.Locator("h1").TextContentAsync())!.Trim().Should().Be(look.IsGerman ? state.German : state.English);
        await Pictures.KeepAsync(watch.Page, $"upkeep-{state}-{look}");
        await watch.ShouldBeAccessibleAsync();
        await watch.ShouldFitAsync(look.IsPhone);
        if (look.IsPhone)
            (await SmallTargets.OnAsync(watch.Page)).Should().BeEmpty("a finger needs 44 px");
        watch.ShouldBeQuiet(new Uri(house.UrlOf(state)).Authority);
    }
}

/// <summary>Shows the states.</summary>
public sealed class UpkeepHouse : IAsyncLifetime
{
    private UpkeepStatesHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await UpkeepStatesHost.StartAsync();

    public string UrlOf(UpkeepState state) => new Uri(_host.Address, "/admin/fleet/" + state?.Name).ToString();

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
