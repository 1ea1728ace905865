using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Portal;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Identity;

/// <summary>What a session's cookie is, and everything that is none.</summary>
public sealed class SessionCookieTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;
    private string _right = "";

    public static TheoryData<string> Bent =>
    [
        "empty", "a letter", "cut", "half", "longer", "a letter changed", "other alphabet", "ten thousand letters", "chunks", "chunks of nothing",
        "device", "form", "language", "another key",
    ];

    public async ValueTask InitializeAsync()
    {
        _gateway = await PortalClient.StartGatewayAsync();
        _right = (await PortalVisitor.SessionCookieAsync(_gateway, await PortalVisitor.AccountAsync(_gateway, "anna", Roles.Admin))).Value;
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [MemberData(nameof(Bent))]
    public async Task What_is_no_session_of_ours_is_a_stranger(string kind)
    {
        using var client = new PortalClient(_gateway);
        client.Cookies["session"] = await BendAsync(kind);
        if (kind == "chunks")
            (client.Cookies["sessionC1"], client.Cookies["sessionC2"]) = (_right[..20], "x");

        using var answer = await client.GetAsync("/account");
        using var start = await client.GetAsync("/sign-in");

        answer.StatusCode.Should().Be(HttpStatusCode.SeeOther);
        answer.Headers.Location!.OriginalString.Should().Be("/sign-in?return=%2Faccount");
        start.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_two_with_one_name_the_one_that_was_planted_first_is_not_used()
    {
        var mallory = await PortalVisitor.SessionCookieAsync(_gateway, await PortalVisitor.AccountAsync(_gateway, "mallory", Roles.None));
        using var http = _gateway.CreateClient(TestGateway.PortalUrl);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account");
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        request.Headers.TryAddWithoutValidation("Cookie", $"session={mallory.Value}; session={_right}");

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain("anna").And.NotContain("mallory");
    }

    [Fact]
    public async Task Over_https_it_is_bound_to_the_host_and_hidden_from_scripts()
    {
        await using var gateway = await PortalClient.StartGatewayAsync(isSecure: true);
        await PortalClient.AddAccountAsync(gateway, "anna");
        using var anna = new PortalClient(gateway, TestGateway.SecurePortalUrl);

        using var answer = await anna.TryAsync("anna", PortalClient.Password);

        var set = answer.Headers.GetValues("Set-Cookie").ToList();
        set.Should().ContainSingle(cookie => cookie.StartsWith("__Host-session=", StringComparison.Ordinal));
        set.Should().AllSatisfy(cookie => cookie.ToLowerInvariant().Should().StartWith("__host-").And
            .Contain("; path=/").And.Contain("; secure").And.Contain("; httponly").And.Contain("; samesite=").And.NotContain("domain"));
    }

    [Fact]
    public async Task Over_http_a_secure_gateway_takes_none_and_gives_none()
    {
        await using var gateway = await PortalClient.StartGatewayAsync(isSecure: true);
        var (name, value) = await PortalVisitor.SessionCookieAsync(gateway, await PortalVisitor.AccountAsync(gateway, "anna", Roles.Admin));
        using var plain = new PortalClient(gateway) { Cookies = { [name] = value, ["session"] = value } };

        using var page = await plain.GetAsync("/account");
        using var form = await plain.TryAsync("anna", PortalClient.Password);

        page.Headers.Location!.OriginalString.Should().Be(TestGateway.SecurePortalUrl + "/account");
        form.IsSuccessStatusCode.Should().BeFalse();
        form.Headers.Contains("Set-Cookie").Should().BeFalse();
        (await SecurelyAsync("session")).Should().Be(HttpStatusCode.SeeOther, "the name without its prefix is anybody's to set");
        (await SecurelyAsync(name)).Should().Be(HttpStatusCode.OK);

        async Task<HttpStatusCode> SecurelyAsync(string cookie)
        {
            using var secure = new PortalClient(gateway, TestGateway.SecurePortalUrl) { Cookies = { [cookie] = value } };
            using var answer = await secure.GetAsync("/account");
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task On_the_host_of_the_meetings_it_is_nobodys()
    {
        using var client = new PortalClient(_gateway, TestGateway.MeetingUrl) { Cookies = { ["session"] = _right } };

        foreach (var path in new[] { "/", "/account", "/admin", "/sign-in", "/api/v1/me" })
        {
            using var answer = await client.GetAsync(path);
            client.Page.Should().NotContain("anna").And.NotContain("/sign-out");
            answer.Headers.Contains("Set-Cookie").Should().BeFalse();
        }
    }

    private async Task<string> BendAsync(string kind)
    {
        using var stranger = new PortalClient(_gateway);
        switch (kind)
        {
            case "empty":
                return "";
            case "a letter":
                return "A";
            case "cut":
                return _right[..^1];
            case "half":
                return _right[..(_right.Length / 2)];
            case "longer":
                return _right + "AAAA";
            case "a letter changed":
                return _right[..40] + (_right[40] == 'A' ? 'B' : 'A') + _right[41..];
            case "other alphabet":
                return "%00%0d%0aSet-Cookie:x=y";
            case "ten thousand letters":
                return new string('A', 10_000);
            case "chunks":
                return "chunks-2";
            case "chunks of nothing":
                return "chunks-2147483647";
            case "form":
                (await stranger.GetAsync("/sign-in")).Dispose();
                return stranger.Cookies.Values.First();
            case "device":
            case "language":
                await PortalClient.AddAccountAsync(_gateway, "berta");
                await stranger.SignInAsync("berta");
                return kind == "device" ? stranger.Cookies["device"] : "de";
            default:
                await using (var other = await PortalClient.StartGatewayAsync())
                    return (await PortalVisitor.SessionCookieAsync(other, await PortalVisitor.AccountAsync(other, "anna", Roles.Admin))).Value;
        }
    }
}
