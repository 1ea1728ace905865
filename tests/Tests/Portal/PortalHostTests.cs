using AwesomeAssertions;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Portal;
using ConferenceGateway.Testing;
using ConferenceGateway.Tests.Proxy;
using Xunit;

namespace ConferenceGateway.Tests.Portal;

/// <summary>Whatever host somebody writes into a request, the portal's links, cookies and redirects are those of PortalUrl.</summary>
public sealed class PortalHostTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;

    public static TheoryData<string> Hosts() => BadInputs.Lines("host_header.txt");

    // Our own proxy is trusted: even it says nothing about names.
    public async ValueTask InitializeAsync() => _gateway = await PortalClient.StartGatewayAsync(settings: ("TrustedProxies:0", "127.0.0.1"));

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task A_host_that_is_not_ours_gets_nothing_of_the_portal(string line)
    {
        var host = BadInputs.Text(line).Replace("meet.test", "portal.test", StringComparison.Ordinal);
        foreach (var path in new[] { "/sign-in", "/account", "/admin/accounts" })
        {
            var answer = await RawConnection.ExchangeAsync(_gateway, System.Text.Encoding.UTF8.GetBytes($"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));

            RawConnection.Status(answer).Should().BeOneOf([400, 421], answer);
            answer.Should().NotContain("Set-Cookie").And.NotContain("Location:").And.NotContain("evil.test").And.NotContain("form-token");
        }
    }

    [Theory]
    [InlineData("GET /sign-in HTTP/1.0\r\n")]
    [InlineData("GET /sign-in HTTP/1.1\r\nConnection: close\r\n")]
    [InlineData("GET /sign-in HTTP/1.1\r\nHost: portal.test\r\nHost: evil.test\r\nConnection: close\r\n")]
    public async Task Without_a_host_or_with_two_there_is_no_portal(string head)
    {
        var answer = await RawConnection.ExchangeAsync(_gateway, head + "\r\n");

        RawConnection.Status(answer).Should().BeOneOf([400, 421], answer);
        answer.Should().NotContain("Set-Cookie").And.NotContain("form-token");
    }

    [Theory]
    [InlineData("X-Forwarded-Host: evil.test")]
    [InlineData("Forwarded: host=evil.test;proto=https")]
    [InlineData("X-Original-Host: evil.test")]
    [InlineData("X-Forwarded-Prefix: //evil.test")]
    [InlineData("X-Forwarded-Server: evil.test")]
    [InlineData("X-Original-URL: //evil.test/")]
    [InlineData("X-Rewrite-URL: //evil.test/")]
    [InlineData("Origin: https://evil.test")]
    public async Task No_header_gives_the_portal_another_name(string header)
    {
        foreach (var path in new[] { "/", "/sign-in", "/account", "/sign-out" })
        {
            var answer = await RawConnection.ExchangeAsync(_gateway, $"GET {path} HTTP/1.1\r\nHost: portal.test\r\nAccept: text/html\r\n{header}\r\nConnection: close\r\n\r\n");

            RawConnection.Status(answer).Should().BeInRange(200, 405);
            answer.Should().NotContain("evil.test").And.NotContainEquivalentOf("domain=");
        }
    }

    [Fact]
    public async Task A_target_with_a_host_of_its_own_is_not_believed()
    {
        var answer = await RawConnection.ExchangeAsync(_gateway, "GET http://evil.test/account HTTP/1.1\r\nHost: portal.test\r\nConnection: close\r\n\r\n");

        RawConnection.Status(answer).Should().BeOneOf(303, 400, 421);
        answer.Should().NotContain("evil.test");
    }

    [Fact]
    public async Task An_invitation_leads_to_the_portal_whatever_the_request_said()
    {
        await PortalClient.AddAccountAsync(_gateway, "admin", Roles.Admin);
        using var admin = new PortalClient(_gateway);
        await admin.SignInAsync("admin");
        admin.Headers.TryAddWithoutValidation("X-Forwarded-Host", "evil.test");
        admin.Headers.TryAddWithoutValidation("Forwarded", "host=evil.test");
        (await admin.GetAsync("/admin/accounts/new")).Dispose();

        using var made = await admin.PostAsync("/admin/accounts/new", ("name", "maike"), ("display-name", "Maike"), ("roles", "chair"), ("how", "link"));
        made.Headers.Location!.OriginalString.Should().StartWith("/admin/accounts/");
        using var shown = await admin.GetAsync(made.Headers.Location.OriginalString);

        admin.Page.Should().Contain(TestGateway.PortalUrl + PasswordLinks.Path + "?code=").And.NotContain("evil.test");
    }
}
