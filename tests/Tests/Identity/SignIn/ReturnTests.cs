using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Testing;
using ConferenceGateway.Tests.Proxy;
using Xunit;

namespace ConferenceGateway.Tests.Identity.SignIn;

public sealed class ReturnTests
{
    [Fact]
    public async Task No_return_address_leads_elsewhere()
    {
        await using var gateway = await PortalClient.StartGatewayAsync();
        await PortalClient.AddAccountAsync(gateway, "anna");
        using var anna = new PortalClient(gateway);
        await anna.SignInAsync("anna");
        var seen = 0;

        foreach (var line in BadInputs.Lines("open_redirect.txt"))
        {
            var (escaped, expected) = line.Data.Split("\t#", 2) is [var first, var second] ? (first, second) : (line.Data, "");
            var value = BadInputs.Text(escaped);
            using var shown = await anna.GetAsync("/sign-in?return=" + Uri.EscapeDataString(value));
            // Each proof gives the session another secret, and the form of before is void.
            using var form = await anna.GetAsync("/confirm");
            using var typed = await anna.PostAsync("/confirm", ("password", PortalClient.Password), ("return", value));
            foreach (var answer in new[] { shown, typed })
            {
                if (answer.StatusCode != HttpStatusCode.SeeOther)
                {
                    // A form with a NUL in it is none.
                    ((int)answer.StatusCode).Should().BeInRange(400, 499);
                    value.Should().Contain("\0");
                    continue;
                }

                var location = answer.Headers.Location!.OriginalString;
                if (expected.Contains("reject", StringComparison.Ordinal))
                    location.Should().Be("/", "of {0}", escaped);
                else
                    location.Should().BeOneOf([value, "/"], "of {0}", escaped);
            }

            seen++;
        }

        seen.Should().BeGreaterThan(100);
    }

    [Theory]
    [InlineData("//evil.test")]
    [InlineData("https://evil.test/")]
    [InlineData("/\\evil.test")]
    [InlineData("/sign-in")]
    [InlineData("/welcome?code=x")]
    public async Task Nor_does_that_of_the_sign_in_itself(string value)
    {
        await using var gateway = await PortalClient.StartGatewayAsync();
        await PortalClient.AddAccountAsync(gateway, "anna");
        using var anna = new PortalClient(gateway);
        using var page = await anna.GetAsync("/sign-in?return=" + Uri.EscapeDataString(value));
        anna.Page.Should().Contain("name=\"return\" value=\"/\"");

        using var answer = await anna.TryAsync("anna", PortalClient.Password, value);

        answer.Headers.Location!.OriginalString.Should().Be("/");
    }
}
