using AwesomeAssertions;
using ConferenceGateway.BrowserTests.Engines;
using ConferenceGateway.BrowserTests.Pages;
using ConferenceGateway.Rooms;
using ConferenceGateway.Testing;
using Microsoft.Playwright;
using Xunit;

namespace ConferenceGateway.BrowserTests.Doors;

/// <summary>A state of the door: where somebody comes to, and what the page says first.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Path">Where it begins.</param>
/// <param name="German">Its first sentence.</param>
/// <param name="English">The same.</param>
public sealed record DoorCase(string Name, string Path, string German, string English)
{
    public static readonly IReadOnlyList<DoorCase> All =
    [
        new("password", "/vorstand", "Vorstand", "Vorstand"),
        new("shown", "/vorstand", "Vorstand", "Vorstand"),
        new("wrong", "/vorstand", "Vorstand", "Vorstand"),
        new("out", "/vorstand", "Die Leitung hat Sie hinausgeschickt.", "The chair has sent you out."),
        new("password-or-knock", "/beides", "Kreisvorstand", "Kreisvorstand"),
        new("knock", "/klopfen", "Sprechstunde", "Sprechstunde"),
        new("waiting", "/klopfen", "Sie warten vor „Sprechstunde“.", "You are waiting for “Sprechstunde”."),
        new("other-name", "/klopfen", "Sprechstunde", "Sprechstunde"),
        new("refused", "/klopfen", "Die Leitung lässt Sie im Moment nicht ein.", "The chair is not letting you in just now."),
        new("moderator", "/spaeter", "Sie warten vor „Mitgliedertreffen“.", "You are waiting for “Mitgliedertreffen”."),
        new("sign-in", "/mitglieder", "Mitgliedertreffen", "Mitgliedertreffen"),
        new("locked", "/zu", "Dieser Raum ist gerade abgeschlossen.", "This room is locked at the moment."),
        new("unclaimed", "/fremd", "Diesen Raum gibt es nicht.", "There is no such room."),
        new("invitation", "/-/invitation/", "Mitgliedertreffen", "Mitgliedertreffen"),
        new("invitation-over", "/-/invitation/x", "Diese Einladung gilt nicht mehr.", "This invitation no longer holds."),
        new("app", "/-/enter/offen", "offen", "offen"),
        new("crossing", "/enter?room=mitglieder", "Mitgliedertreffen", "Mitgliedertreffen"),
    ];

    public override string ToString() => Name;
}

/// <summary>Every state of the door, in both languages, on phone and desktop, light and dark.</summary>
public sealed class DoorLookTests(DoorsHouse house, LocalBrowsers browsers) : IClassFixture<DoorsHouse>
{
    public static TheoryData<DoorCase, PageLook> Cases { get; } = PageLook.Each(DoorCase.All);

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public async Task A_door_says_its_sentence_and_is_accessible_narrow_and_quiet(DoorCase door, PageLook look)
    {
        ArgumentNullException.ThrowIfNull(door);
        ArgumentNullException.ThrowIfNull(look);
        await using var context = await (await browsers.ChromiumShellAsync()).NewContextAsync(look.Options(hasScript: true));
        var watch = await PageWatch.StartAsync(context);
        var site = door.Name switch { "unclaimed" => house.StrictUrl, "crossing" => house.PortalUrl, _ => house.MeetingUrl };
        if (door.Name == "crossing")
        {
            var (name, value) = await TestAccounts.SessionCookieAsync(house.Gateway, house.Member);
            await context.AddCookiesAsync([new Cookie { Name = name, Value = value, Url = house.PortalUrl }]);
        }

        await watch.Page.GotoAsync(site + (door.Name == "invitation" ? house.Invitation : door.Path));
        await ComeToAsync(watch.Page, door.Name, $"Maike {door} {look}");

        await Assertions.Expect(watch.Page.Locator("h1")).ToHaveTextAsync(look.IsGerman ? door.German : door.English);
        (await watch.Page.Locator("html").GetAttributeAsync("lang")).Should().Be(look.Language);
        await Pictures.KeepAsync(watch.Page, $"door-{door}-{look}");
        // A page that comes back by itself would do so under the keyboard, and what was wrong has the focus already.
        if (!look.IsPhone && door.Name is not ("waiting" or "moderator" or "wrong"))
            await watch.ShouldBeUsableByKeyboardAsync();
        await watch.ShouldBeAccessibleAsync();
        await watch.ShouldFitAsync(look.IsPhone);
        watch.ShouldBeQuiet(new Uri(site).Authority);
    }

    private async Task ComeToAsync(IPage page, string state, string name)
    {
        switch (state)
        {
            case "shown":
                await page.FillAsync("[name=name]", name);
                await page.FillAsync("[name=password]", DoorsHouse.Password);
                await page.ClickAsync("button[value=show]");
                await page.Locator("button[value=hide]").WaitForAsync();
                break;
            case "wrong":
                await page.FillAsync("[name=password]", DoorsHouse.Password.ToLowerInvariant());
                await page.ClickAsync("button.btn[value=enter]");
                await page.Locator(".err").WaitForAsync();
                break;
            case "out":
                // In another tab, whose refused socket is none of the door's. Its page finds by itself that it cannot come back.
                var meeting = await page.Context.NewPageAsync();
                await meeting.GotoAsync(page.Url);
                await meeting.FillAsync("[name=name]", name);
                await meeting.FillAsync("[name=password]", DoorsHouse.Password);
                await meeting.PressAsync("[name=password]", "Enter");
                await meeting.Locator("body[data-state=joined]").WaitForAsync();
                await house.SendOutAsync("vorstand", name);
                await meeting.Locator(".field.stop").WaitForAsync();
                await meeting.CloseAsync();
                await page.ReloadAsync();
                break;
            case "waiting" or "refused" or "other-name":
                await page.FillAsync("[name=name]", name);
                await page.ClickAsync("button[value=knock]");
                await page.Locator("button[value=rename]").WaitForAsync();
                if (state == "other-name")
                    await page.ClickAsync("button[value=rename]");
                if (state == "refused")
                {
                    house.Answer("klopfen", name, KnockState.Refused);
                    await page.Locator(".field.stop").WaitForAsync();
                }

                break;
        }
    }
}
