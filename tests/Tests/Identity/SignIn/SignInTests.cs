using System.Net;
using System.Text.RegularExpressions;
using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Identity.SignIn;

public sealed partial class SignInTests
{
    [Fact]
    public async Task Whoever_has_the_password_is_led_on_and_is_signed_in()
    {
        await using var gateway = await PortalClient.StartGatewayAsync();
        await PortalClient.AddAccountAsync(gateway, "anna");
        using var anna = new PortalClient(gateway);

        using var answer = await anna.TryAsync("ANNA", PortalClient.Password, "/account/password?x=1");

        answer.StatusCode.Should().Be(HttpStatusCode.SeeOther);
        answer.Headers.Location!.OriginalString.Should().Be("/account/password?x=1");
        using var page = await anna.GetAsync("/account/password");
        page.StatusCode.Should().Be(HttpStatusCode.OK);
        using var again = await anna.GetAsync("/sign-in?return=/account");
        again.Headers.Location!.OriginalString.Should().Be("/account");
    }

    [Fact]
    public async Task Unknown_disabled_invited_and_wrong_get_the_same_page_and_cost_the_same()
    {
        await using var gateway = await PortalClient.StartGatewayAsync();
        await PortalClient.AddAccountAsync(gateway, "anna");
        await PortalClient.AddAccountAsync(gateway, "ines", password: null);
        var dora = await PortalClient.AddAccountAsync(gateway, "dora");
        await gateway.Get<AccountChanges>().ChangeAsync(Actor.Gateway, dora.Id, new() { IsDisabled = true });
        var hashes = gateway.Get<ConferenceGateway.Identity.Passwords.HashQueue>();
        var pages = new HashSet<string>();

        foreach (var (name, password) in new[] { ("anna", "Passw0rd"), ("nobody", PortalClient.Password), ("ines", ""), ("ines", "x"), ("dora", PortalClient.Password), ("<b>\u202e", "x") })
        {
            using var client = new PortalClient(gateway);
            var before = hashes.Done;

            using var answer = await client.TryAsync(name, password);

            answer.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
            (hashes.Done - before).Should().Be(password.Length == 0 ? 0 : 1);
            client.Cookies.Keys.Should().NotContain("session").And.NotContain("device");
            pages.Add(Secrets().Replace(client.Page, "").Replace($"value=\"{name}\"", "", StringComparison.Ordinal));
        }

        pages.Should().ContainSingle().Which.Should().Contain("Name or password is not right.");
    }

    [Fact]
    public async Task A_typed_name_comes_back_as_text_and_a_password_never()
    {
        await using var gateway = await PortalClient.StartGatewayAsync();
        using var client = new PortalClient(gateway);
        _ = await client.GetAsync("/sign-in");
        using var raw = gateway.CreateClient(TestGateway.PortalUrl);

        using var answer = await client.TryAsync("\"><script>alert(1)</script>" + new string('x', 10_000), "geheimgeheim");

        var html = await answer.Content.ReadAsStringAsync();
        html.Should().NotContain("<script").And.NotContain("geheim").And.Contain("aria-invalid=\"true\"");
        html.Length.Should().BeLessThan(10_000);
    }

    [Fact]
    public async Task A_password_of_a_mebibyte_is_refused_before_it_is_hashed()
    {
        await using var gateway = await PortalClient.StartGatewayAsync();
        await PortalClient.AddAccountAsync(gateway, "anna");
        using var client = new PortalClient(gateway);
        var hashes = gateway.Get<ConferenceGateway.Identity.Passwords.HashQueue>();
        var before = hashes.Done;

        using var huge = await client.TryAsync("anna", new string('a', 1 << 20));
        using var large = await client.TryAsync("anna", new string('a', 10_000));

        huge.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        large.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        hashes.Done.Should().Be(before);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "http://evil.test")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://meet.test")]
    public async Task A_form_from_elsewhere_signs_nobody_in(string header, string value)
    {
        await using var gateway = await PortalClient.StartGatewayAsync();
        await PortalClient.AddAccountAsync(gateway, "anna");
        using var client = new PortalClient(gateway);
        _ = await client.GetAsync("/sign-in");
        client.Headers.Add(header, value);

        using var answer = await client.TryAsync("anna", PortalClient.Password);

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        client.Cookies.Should().NotContainKey("session");
    }

    [Fact]
    public async Task A_form_without_its_token_signs_nobody_in()
    {
        await using var gateway = await PortalClient.StartGatewayAsync();
        await PortalClient.AddAccountAsync(gateway, "anna");
        using var client = gateway.CreateClient(TestGateway.PortalUrl);

        using var answer = await client.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = "anna", ["password"] = PortalClient.Password }));

        answer.IsSuccessStatusCode.Should().BeFalse();
        answer.Headers.Contains("Set-Cookie").Should().BeFalse();
    }

    [Fact]
    public async Task Signing_out_needs_the_button_and_ends_the_session_itself()
    {
        await using var gateway = await PortalClient.StartGatewayAsync();
        await PortalClient.AddAccountAsync(gateway, "anna");
        using var anna = new PortalClient(gateway);
        await anna.SignInAsync("anna");

        using var picture = await anna.GetAsync("/sign-out");
        picture.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
        using var still = await anna.GetAsync("/account/password");
        still.StatusCode.Should().Be(HttpStatusCode.OK);
        var stolen = anna.Cookies["session"];
        using var button = await anna.PostAsync("/sign-out");
        button.Headers.Location!.OriginalString.Should().Be("/signed-out");
        anna.Cookies.Should().NotContainKey("session").And.NotContainKey("ended");
        using var page = await anna.GetAsync("/signed-out");
        anna.Page.Should().Contain("You are signed out.").And.NotContain("/sign-out/at/");
        anna.Cookies["session"] = stolen;
        using var thief = await anna.GetAsync("/account/password");
        thief.Headers.Location!.OriginalString.Should().StartWith("/sign-in?return=");
    }

    [Fact]
    public async Task A_planted_session_is_not_the_one_that_is_signed_in()
    {
        await using var gateway = await PortalClient.StartGatewayAsync();
        await PortalClient.AddAccountAsync(gateway, "anna");
        await PortalClient.AddAccountAsync(gateway, "mallory");
        using var mallory = new PortalClient(gateway);
        await mallory.SignInAsync("mallory");
        using var anna = new PortalClient(gateway);
        var planted = mallory.Cookies["session"];
        anna.Cookies["session"] = planted;

        // The form was shown before the cookie was planted, or after: signing in makes a new secret either way.
        (await anna.GetAsync("/account/password")).Dispose();
        using var answer = await anna.TryAsync("anna", PortalClient.Password);

        answer.StatusCode.Should().Be(HttpStatusCode.SeeOther);
        anna.Cookies["session"].Should().NotBe(planted);
        using var seen = await mallory.GetAsync("/account/password");
        seen.StatusCode.Should().Be(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Without_passwords_there_is_no_form_and_nothing_behind_it()
    {
        await using var gateway = await PortalClient.StartGatewayAsync(settings:
        [
            // Somebody has to be able to sign in.
            ("SignIn:Passwords", "false"), ("SignIn:Providers:0:Name", "club"), ("SignIn:Providers:0:DisplayName", "The club"),
            ("SignIn:Providers:0:Authority", "http://127.0.0.1:9"), ("SignIn:Providers:0:ClientId", "gateway"),
        ]);
        using var client = new PortalClient(gateway);

        using var page = await client.GetAsync("/sign-in");
        using var form = await client.TryAsync("anna", PortalClient.Password);

        page.StatusCode.Should().Be(HttpStatusCode.OK);
        (await page.Content.ReadAsStringAsync()).Should().NotContain("<form");
        form.IsSuccessStatusCode.Should().BeFalse();
    }

    [Fact]
    public async Task The_sign_in_page_fits_into_20_kilobytes_and_names_its_fields_for_password_stores()
    {
        await using var gateway = await PortalClient.StartGatewayAsync();
        using var client = gateway.CreateClient(TestGateway.PortalUrl);
        var html = await client.GetStringAsync("/sign-in?return=/account");
        var assets = Assets().Matches(html).Select(match => match.Groups[1].Value).Distinct().ToList();
        var bytes = System.Text.Encoding.UTF8.GetByteCount(html);
        foreach (var asset in assets)
            bytes += (await client.GetByteArrayAsync(asset)).Length;

        assets.Should().HaveCountGreaterThanOrEqualTo(2);
        bytes.Should().BeLessThanOrEqualTo(20 * 1024);
        html.Should().Contain("autocomplete=\"username\"").And.Contain("autocomplete=\"current-password\"").And.NotContain("<script").And.NotContain("style=");
    }

    [GeneratedRegex("(name=\"form-token\" value|autofocus)=\"[^\"]*\"")]
    private static partial Regex Secrets();

    [GeneratedRegex("(?:href|src)=\"(/-/[^\"]+)\"")]
    private static partial Regex Assets();
}
