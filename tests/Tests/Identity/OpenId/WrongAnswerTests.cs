using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Portal;
using ConferenceGateway.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Identity.OpenId;

/// <summary>Answers that no honest provider gives, or that were meant for somebody else: nobody gets in, and a page says so.</summary>
public sealed class WrongAnswerTests
{
    private const string NotValid = "The answer of Verein is not valid.";
    private const string Lost = "Please begin anew.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, object?> WrongClaims => new()
    {
        { "nonce", "another" },
        { "nonce", null },
        { "iss", "https://evil.example" },
        { "iss", null },
        { "aud", "somebody-else" },
        { "aud", null },
        { "azp", "somebody-else" },
        { "exp", 1 },
        { "exp", null },
        { "nbf", 32503680000 },
        { "at_hash", "AAAAAAAAAAAAAAAAAAAAAA" },
        { "sub", null },
        { "sub", "" },
        { "sub", "   " },
        { "sub", 5 },
        { "sub", new[] { "person-1", "person-2" } },
        { "sub", new[] { "person-1" } },
        { "sub", new Dictionary<string, string> { ["id"] = "person-1" } },
        { "sub", new string('x', 10_240) },
        { "sub", "person\u0000-1" },
    };

    public static TheoryData<string, object?> OddClaims => new()
    {
        { "name", new[] { "Anna", "Berta" } },
        { "name", new Dictionary<string, string> { ["first"] = "Anna" } },
        { "name", 5 },
        { "name", null },
        { "name", "" },
        { "name", "Anna\u202egnp.exe" },
        { "name", new string('A', 10_000) },
        { "name", "\u0007" },
        { "groups", 5 },
        { "groups", new Dictionary<string, object> { ["board"] = true, ["admins"] = new[] { "admins" } } },
        { "groups", new object[] { new[] { "admins" }, new Dictionary<string, string> { ["name"] = "admins" }, 7, true, "*", "Admins", " admins" } },
        { "groups", "board admins" },
        { "groups", "admins,board" },
        { "preferred_username", new[] { "anna" } },
        { "preferred_username", "<script>alert(1)</script>" },
        { "email", new[] { "a@b.example" } },
        { "auth_time", "yesterday" },
        { "auth_time", -1 },
        { "acr", new[] { "gold" } },
        { "sid", new[] { "1" } },
    };

    [Theory]
    [MemberData(nameof(WrongClaims))]
    public async Task A_token_that_is_wrong_lets_nobody_in(string claim, object? value)
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var visitor = house.Visitor();
        house.Provider.Claims[claim] = value;

        using var answer = await house.SignInAsync(visitor, Cancel);

        await house.ShouldBeRefusedAsync(answer, visitor, 400, NotValid, Cancel);
    }

    [Theory]
    [MemberData(nameof(OddClaims))]
    public async Task Claims_of_odd_types_give_no_rights_and_no_odd_name(string claim, object? value)
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var visitor = house.Visitor();
        house.Provider.Claims[claim] = value;

        using var answer = await house.SignInAsync(visitor, Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        var account = (await house.Accounts.ListAsync()).Should().ContainSingle().Subject;
        account.Roles.Should().Be(Roles.None);
        account.DisplayName.Should().Be(claim == "name" ? "Verein …" : "Anna Beispiel");
        account.Name.Should().Be("club-2");
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    [InlineData("RS999")]
    public async Task Only_signatures_with_the_providers_own_key_count(string algorithm)
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var visitor = house.Visitor();
        house.Provider.Algorithm = algorithm;

        using var answer = await house.SignInAsync(visitor, Cancel);

        await house.ShouldBeRefusedAsync(answer, visitor, 400, NotValid, Cancel);
    }

    [Fact]
    public async Task Unknown_keys_have_the_keys_asked_for_once_a_minute()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var house = await OpenIdHouse.StartAsync(time: time);
        house.Provider.TokenKeyId = "nobodys";
        var asked = new List<int>();

        for (var minute = 0; minute < 2; minute++)
        {
            for (var i = 0; i < 5; i++)
            {
                using var visitor = house.Visitor();
                using var answer = await house.SignInAsync(visitor, Cancel);
                await house.ShouldBeRefusedAsync(answer, visitor, 400, NotValid, Cancel);
            }

            asked.Add(house.Provider.KeyRequests);
            time.Advance(TimeSpan.FromSeconds(61));
        }

        asked.Should().Equal(2, 3);
    }

    [Fact]
    public async Task Rotated_keys_are_fetched_and_the_very_same_person_gets_in()
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var visitor = house.Visitor();
        await house.SignInAsync(visitor, Cancel);
        house.Provider.KeyId = "key-2";

        using var answer = await house.SignInAsync(visitor, Cancel);

        (answer.StatusCode, house.Provider.KeyRequests).Should().Be((HttpStatusCode.Redirect, 2));
    }

    [Fact]
    public async Task An_answer_of_another_issuer_is_refused_before_the_code_goes_anywhere()
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var visitor = house.Visitor();

        using var answer = await house.SignInAsync(visitor, Cancel, callback: there => house.CallbackOf(there) + "9");

        await house.ShouldBeRefusedAsync(answer, visitor, 400, NotValid, Cancel);
        house.Provider.TokenRequest.Should().BeNull();
    }

    [Fact]
    public async Task An_issuer_that_is_promised_must_be_there()
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var visitor = house.Visitor();
        house.Provider.Metadata["authorization_response_iss_parameter_supported"] = true;

        using var answer = await house.SignInAsync(visitor, Cancel, callback: there => house.CallbackOf(there).Split("&iss=")[0]);

        await house.ShouldBeRefusedAsync(answer, visitor, 400, NotValid, Cancel);
    }

    [Fact]
    public async Task A_state_counts_once_and_only_in_the_browser_that_began()
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var visitor = house.Visitor();
        using var thief = house.Visitor();
        var there = await OpenIdHouse.BeginAsync(visitor, Cancel);

        using var stolen = await thief.GetAsync(house.CallbackOf(there), Cancel);
        await house.ShouldBeRefusedAsync(stolen, thief, 400, Lost, Cancel);
        using var right = await visitor.GetAsync(house.CallbackOf(there), Cancel);
        var session = visitor.Cookies["session"];
        using var again = await visitor.GetAsync(house.CallbackOf(there), Cancel);

        right.StatusCode.Should().Be(HttpStatusCode.Redirect);
        again.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        visitor.Cookies["session"].Should().Be(session);
    }

    [Fact]
    public async Task A_state_is_used_up_by_an_answer_that_was_refused()
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var visitor = house.Visitor();
        house.Provider.Claims["aud"] = "somebody-else";
        var there = await OpenIdHouse.BeginAsync(visitor, Cancel);
        using (var first = await visitor.GetAsync(house.CallbackOf(there), Cancel))
            await house.ShouldBeRefusedAsync(first, visitor, 400, NotValid, Cancel);
        house.Provider.Claims.Clear();

        using var second = await visitor.GetAsync(house.CallbackOf(there), Cancel);

        await house.ShouldBeRefusedAsync(second, visitor, 400, Lost, Cancel);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?code=x")]
    [InlineData("?code=x&state=")]
    [InlineData("?code=x&state=made-up")]
    [InlineData("?error=access_denied")]
    [InlineData("?error=access_denied&state=made-up")]
    [InlineData("?id_token=x&access_token=y&state=z")]
    [InlineData("?state=%00%ff")]
    public async Task A_callback_that_nobody_began_is_refused(string query)
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var visitor = house.Visitor();

        using var answer = await visitor.GetAsync("/sign-in/with/club/callback" + query, Cancel);

        await house.ShouldBeRefusedAsync(answer, visitor, 400, Lost, Cancel);
    }

    [Fact]
    public async Task Who_takes_too_long_begins_anew()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var house = await OpenIdHouse.StartAsync(time: time);
        using var visitor = house.Visitor();
        var there = await OpenIdHouse.BeginAsync(visitor, Cancel);
        time.Advance(TimeSpan.FromMinutes(16));
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        (house.Provider.Claims["iat"], house.Provider.Claims["exp"]) = (now, now + 300);

        using var answer = await visitor.GetAsync(house.CallbackOf(there), Cancel);

        await house.ShouldBeRefusedAsync(answer, visitor, 400, Lost, Cancel);
    }

    [Theory]
    [InlineData("access_denied", 403, "was given up.")]
    [InlineData("login_required", 403, "refused this sign-in")]
    [InlineData("<script>", 403, "refused this sign-in")]
    [InlineData("temporarily_unavailable", 502, "sign in with a password")]
    public async Task What_the_provider_refuses_is_a_page(string error, int status, string says)
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var visitor = house.Visitor();

        using var answer = await house.SignInAsync(visitor, Cancel, callback: there =>
            $"/sign-in/with/club/callback?error={Uri.EscapeDataString(error)}&error_description=n0t-for-the-log&state={Uri.EscapeDataString(there.Query("state")!)}");

        await house.ShouldBeRefusedAsync(answer, visitor, status, says, Cancel);
        (await answer.Content.ReadAsStringAsync(Cancel)).Should().NotContain("<script>");
    }

    [Fact]
    public async Task A_code_that_was_used_or_stolen_is_refused()
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var victim = house.Visitor();
        using var thief = house.Visitor();
        var code = house.Provider.CodeFor(await OpenIdHouse.BeginAsync(victim, Cancel));

        // The thief has a state and a verifier of their own, and somebody else's code.
        using var answer = await house.SignInAsync(thief, Cancel, callback: there => $"/sign-in/with/club/callback?code={code}&state={Uri.EscapeDataString(there.Query("state")!)}");

        await house.ShouldBeRefusedAsync(answer, thief, 400, Lost, Cancel);
    }

    [Fact]
    public async Task A_code_of_64_kilobytes_is_refused()
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var visitor = house.Visitor();
        var there = await OpenIdHouse.BeginAsync(visitor, Cancel);

        using var answer = await visitor.GetAsync($"/sign-in/with/club/callback?state={Uri.EscapeDataString(there.Query("state")!)}&code={new string('x', 65_536)}", Cancel);

        ((int)answer.StatusCode).Should().BeInRange(400, 499);
    }

    [Fact]
    public async Task The_callback_takes_no_forms_and_unknown_providers_are_no_page()
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var visitor = house.Visitor();
        using var form = new FormUrlEncodedContent([new("code", "x"), new("state", "y")]);

        using var posted = await visitor.SendAsync(HttpMethod.Post, "/sign-in/with/club/callback", form, Cancel);
        using var unknown = await visitor.GetAsync("/sign-in/with/nobody", Cancel);

        (posted.StatusCode, unknown.StatusCode).Should().Be((HttpStatusCode.MethodNotAllowed, HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Userinfo_of_somebody_else_lets_nobody_in()
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var visitor = house.Visitor();
        house.Provider.Claims["groups"] = null;
        house.Provider.UserInfo = new { sub = "person-2", groups = new[] { "admins" } };

        using var answer = await house.SignInAsync(visitor, Cancel);

        await house.ShouldBeRefusedAsync(answer, visitor, 400, NotValid, Cancel);
    }

    /// <summary>The house looks for every code and token in the log at its end.</summary>
    [Fact]
    public async Task No_code_token_or_secret_is_in_the_log_at_its_most_talkative()
    {
        await using var house = await OpenIdHouse.StartAsync(isTalkative: true);
        var sent = new List<string>();
        foreach (var audience in new[] { FakeProvider.ClientId, "somebody-else" })
        {
            using var visitor = house.Visitor();
            house.Provider.Claims["aud"] = audience;
            house.Provider.Claims["groups"] = audience == FakeProvider.ClientId ? null : "board";
            var there = await OpenIdHouse.BeginAsync(visitor, Cancel);
            sent.AddRange([there.Query("state")!, there.Query("nonce")!, there.Query("code_challenge")!, .. visitor.Cookies.Keys, "Anna Beispiel"]);
            using var answer = await visitor.GetAsync(house.CallbackOf(there), Cancel);
        }

        var log = house.Log();
        log.Should().Contain("session signed in").And.Contain("Nobody was signed in by provider club: the answer is not valid (SecurityTokenInvalidAudienceException)");
        foreach (var secret in sent)
            log.Should().NotContain(secret);
    }
}
