using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Identity.SignIn;

public sealed class PasswordPagesTests
{
    private const string Better = "Sieben Zwerge trinken lauwarmen Tee";

    [Fact]
    public async Task An_invitation_is_opened_as_often_as_one_likes_and_used_once()
    {
        await using var gateway = await PortalClient.StartGatewayAsync();
        var account = await PortalClient.AddAccountAsync(gateway, "ines", password: null);
        var link = (await gateway.Get<PasswordLinks>().MakeAsync(Actor.Gateway, account.Id))!.PathAndQuery;
        var code = link.Split('=')[1];
        using var ines = new PortalClient(gateway);

        for (var i = 0; i < 3; i++)
            (await ines.GetAsync(link)).StatusCode.Should().Be(HttpStatusCode.OK);
        using var bad = await ines.PostAsync("/welcome", ("code", code), ("new-password", "passwordpassword1"));
        bad.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        ines.Page.Should().Contain("among the first that are guessed").And.NotContain("passwordpassword1");
        using var done = await ines.PostAsync("/welcome", ("code", code), ("new-password", Better));
        using var page = await ines.GetAsync("/account/password");
        using var other = new PortalClient(gateway);
        using var late = await other.GetAsync(link);

        done.StatusCode.Should().Be(HttpStatusCode.SeeOther);
        page.StatusCode.Should().Be(HttpStatusCode.OK);
        ines.Page.Should().Contain("Your password is set.");
        late.StatusCode.Should().Be(HttpStatusCode.NotFound);
        other.Page.Should().Contain("This link is no longer valid").And.Contain("An admin can give you a new one.");
        using var second = new PortalClient(gateway);
        await second.SignInAsync("ines", Better);
    }

    [Fact]
    public async Task A_link_ends_with_its_time()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var gateway = await PortalClient.StartGatewayAsync(time);
        var account = await PortalClient.AddAccountAsync(gateway, "ines", password: null);
        var link = (await gateway.Get<PasswordLinks>().MakeAsync(Actor.Gateway, account.Id))!.PathAndQuery;
        using var ines = new PortalClient(gateway);

        time.Advance(TimeSpan.FromDays(8));
        using var late = await ines.GetAsync(link);

        late.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_new_password_needs_the_old_one_and_ends_every_other_session()
    {
        await using var gateway = await PortalClient.StartGatewayAsync();
        await PortalClient.AddAccountAsync(gateway, "anna");
        using var anna = new PortalClient(gateway);
        using var elsewhere = new PortalClient(gateway);
        await anna.SignInAsync("anna");
        await elsewhere.SignInAsync("anna");
        var before = anna.Cookies["session"];

        using var wrong = await anna.PostAsync("/account/password", ("password", "falsch"), ("new-password", Better));
        wrong.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        anna.Page.Should().Contain("That password is not right.");
        using var own = await anna.PostAsync("/account/password", ("password", PortalClient.Password), ("new-password", "Beispielverein 2026"));
        own.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        anna.Page.Should().Contain("names that everybody here knows");
        using var done = await anna.PostAsync("/account/password", ("password", PortalClient.Password), ("new-password", Better));

        done.StatusCode.Should().Be(HttpStatusCode.SeeOther);
        anna.Cookies["session"].Should().NotBe(before);
        (await elsewhere.GetAsync("/account/password")).StatusCode.Should().Be(HttpStatusCode.SeeOther);
        (await anna.GetAsync("/account/password")).StatusCode.Should().Be(HttpStatusCode.OK);
        anna.Cookies["session"] = before;
        (await anna.GetAsync("/account/password")).StatusCode.Should().Be(HttpStatusCode.SeeOther);
        using var again = new PortalClient(gateway);
        (await again.TryAsync("anna", PortalClient.Password)).StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        await again.SignInAsync("anna", Better);
    }

    [Fact]
    public async Task Proving_again_gives_the_session_another_secret()
    {
        await using var gateway = await PortalClient.StartGatewayAsync();
        await PortalClient.AddAccountAsync(gateway, "anna");
        using var anna = new PortalClient(gateway);
        await anna.SignInAsync("anna");
        var before = anna.Cookies["session"];

        using var wrong = await anna.PostAsync("/confirm", ("password", "falsch"), ("return", "/account"));
        wrong.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        anna.Cookies["session"].Should().Be(before);
        using var right = await anna.PostAsync("/confirm", ("password", PortalClient.Password), ("return", "/account"));

        right.Headers.Location!.OriginalString.Should().Be("/account");
        anna.Cookies["session"].Should().NotBe(before);
    }

    [Fact]
    public async Task A_hash_of_before_is_made_dearer_at_the_next_sign_in()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-rehash-");
        try
        {
            var path = Path.Combine(folder.FullName, "gateway.db");
            await using (var gateway = await PortalClient.StartGatewayAsync(storagePath: path))
                await PortalClient.AddAccountAsync(gateway, "anna");
            await using var dearer = await PortalClient.StartGatewayAsync(storagePath: path, settings: ("SignIn:HashPasses", "3"));
            using var anna = new PortalClient(dearer);

            await anna.SignInAsync("anna");

            AccountName.TryParse("anna", out var name).Should().BeTrue();
            (await dearer.Get<AccountStore>().FindByNameAsync(name))!.PasswordHash.Should().StartWith("$argon2id$v=19$m=19456,t=3,p=1$");
            using var again = new PortalClient(dearer);
            await again.SignInAsync("anna");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
