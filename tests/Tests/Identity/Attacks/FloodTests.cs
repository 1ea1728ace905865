using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AwesomeAssertions;
using ConferenceGateway.Testing;
using ConferenceGateway.Tests.Identity.OpenId;
using Xunit;

namespace ConferenceGateway.Tests.Identity.Attacks;

/// <summary>What strangers can send in, or make a browser keep.</summary>
public sealed class FloodTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("utf-7")]
    [InlineData("utf-16")]
    [InlineData("bogus")]
    public async Task A_form_in_another_alphabet_is_refused(string charset)
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var client = house.Gateway.CreateClient(TestGateway.PortalUrl);
        using var form = new ByteArrayContent(Encoding.ASCII.GetBytes("name=+AG4-&logout_token=+AG4-"));
        form.Headers.ContentType = MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded; charset=" + charset);

        using var answer = await client.PostAsync("/sign-in", form, Cancel);
        using var logout = await client.PostAsync("/sign-in/with/club/logout", form, Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        logout.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("image")]
    [InlineData("iframe")]
    [InlineData("empty")]
    public async Task No_picture_and_no_frame_begins_a_sign_in(string destination)
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var client = house.Gateway.CreateClient(TestGateway.PortalUrl);
        client.DefaultRequestHeaders.Add("Sec-Fetch-Dest", destination);

        using var answer = await client.GetAsync("/sign-in/with/club", Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        answer.Headers.Contains("Set-Cookie").Should().BeFalse();
    }

    [Fact]
    public async Task Ways_that_nobody_came_back_from_leave_few_cookies_and_the_last_one_works()
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var visitor = house.Visitor();
        for (var i = 0; i < 30; i++)
            await OpenIdHouse.BeginAsync(visitor, Cancel);

        using var answer = await house.SignInAsync(visitor, Cancel);

        visitor.SetCookies.Should().HaveCountGreaterThan(60);
        visitor.Cookies.Keys.Count(name => name.StartsWith("openid-", StringComparison.Ordinal)).Should().BeLessThan(14);
        visitor.Cookies.Should().ContainKey("session");
    }
}
