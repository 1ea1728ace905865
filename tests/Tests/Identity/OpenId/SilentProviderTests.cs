using System.Net;
using AwesomeAssertions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Identity.OpenId;

/// <summary>A provider that is away, slow or talks nonsense: a page within five seconds with the way to passwords, and nothing else suffers.</summary>
public sealed class SilentProviderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Nonsense => ["500", "html", "empty", "huge", "array", "null", "deep"];

    public static TheoryData<string, object?> WrongMetadata => new()
    {
        { "issuer", "https://evil.example" },
        { "issuer", null },
        { "issuer", 5 },
        { "authorization_endpoint", null },
        { "authorization_endpoint", "javascript:alert(1)" },
        { "token_endpoint", "file:///etc/passwd" },
        { "token_endpoint", new[] { "a" } },
        { "jwks_uri", null },
        { "jwks_uri", "http://127.0.0.1:9/" },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task Nonsense_in_place_of_metadata_is_said(string kind)
    {
        await using var house = await OpenIdHouse.StartAsync();
        house.Provider.OnMetadata = context => SayAsync(context, kind);

        await ShouldNotBeginAsync(house);
    }

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task Nonsense_in_place_of_keys_is_said(string kind)
    {
        await using var house = await OpenIdHouse.StartAsync();
        house.Provider.OnKeys = context => SayAsync(context, kind);

        await ShouldNotBeginAsync(house);
    }

    [Theory]
    [MemberData(nameof(WrongMetadata))]
    public async Task Metadata_that_cannot_be_is_said(string name, object? value)
    {
        await using var house = await OpenIdHouse.StartAsync();
        house.Provider.Metadata[name] = value;

        await ShouldNotBeginAsync(house);
    }

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task Nonsense_in_place_of_tokens_is_said(string kind)
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var visitor = house.Visitor();
        house.Provider.OnToken = context => SayAsync(context, kind);

        using var answer = await house.SignInAsync(visitor, Cancel);

        ((int)answer.StatusCode).Should().BeOneOf(400, 502);
        await house.ShouldBeRefusedAsync(answer, visitor, (int)answer.StatusCode, "sign in", Cancel);
    }

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task Nonsense_in_place_of_userinfo_is_said(string kind)
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var visitor = house.Visitor();
        house.Provider.Claims["groups"] = null;
        house.Provider.OnUserInfo = context => SayAsync(context, kind);

        using var answer = await house.SignInAsync(visitor, Cancel);

        ((int)answer.StatusCode).Should().BeOneOf(400, 502);
        await house.ShouldBeRefusedAsync(answer, visitor, (int)answer.StatusCode, "sign in", Cancel);
    }

    [Fact]
    public async Task A_wrong_client_secret_is_the_operators_to_mend_and_stands_in_the_log()
    {
        await using var house = await OpenIdHouse.StartAsync();
        using var visitor = house.Visitor();
        house.Provider.OnToken = async context =>
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            await context.Response.WriteAsJsonAsync(new { error = "invalid_client", error_description = "n0t-for-the-log" });
        };

        using var answer = await house.SignInAsync(visitor, Cancel);

        await house.ShouldBeRefusedAsync(answer, visitor, 502, "sign in with a password", Cancel);
        house.Log().Should().Contain("refuses to give tokens: invalid_client");
    }

    [Theory]
    [InlineData("metadata")]
    [InlineData("keys")]
    [InlineData("token")]
    [InlineData("userinfo")]
    public async Task Who_hangs_is_waited_for_five_seconds_and_the_rest_goes_on(string part)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var house = await OpenIdHouse.StartAsync(time: time);
        using var visitor = house.Visitor();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Func<HttpContext, Task> hang = context =>
        {
            asked.TrySetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        house.Provider.Claims["groups"] = null;
        switch (part)
        {
            case "metadata":
                house.Provider.OnMetadata = hang;
                break;
            case "keys":
                house.Provider.OnKeys = hang;
                break;
            case "token":
                house.Provider.OnToken = hang;
                break;
            default:
                house.Provider.OnUserInfo = hang;
                break;
        }

        var waiting = part is "metadata" or "keys" ? visitor.GetAsync("/sign-in/with/club", Cancel) : house.SignInAsync(visitor, Cancel);
        await asked.Task.WaitAsync(Cancel);
        using var other = house.Visitor();
        using (var start = await other.GetAsync("/", Cancel))
            start.StatusCode.Should().Be(HttpStatusCode.OK, "the portal goes on meanwhile");
        time.Advance(TimeSpan.FromSeconds(5));
        using var answer = await waiting;

        await house.ShouldBeRefusedAsync(answer, visitor, 502, "sign in with a password", Cancel);
        house.Log().Should().Contain("did not answer in time");
    }

    [Fact]
    public async Task A_provider_that_is_away_is_not_asked_by_everybody_and_comes_back_by_itself()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var house = await OpenIdHouse.StartAsync(time: time);
        house.Provider.OnMetadata = context => SayAsync(context, "500");
        for (var i = 0; i < 10; i++)
            await ShouldNotBeginAsync(house);
        house.Provider.MetadataRequests.Should().BeLessThanOrEqualTo(2, "the library asks a second time where a second time may help");

        house.Provider.OnMetadata = null;
        time.Advance(TimeSpan.FromSeconds(6));
        using var visitor = house.Visitor();

        (await house.SignInAsync(visitor, Cancel)).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_said_with_its_address()
    {
        await using var house = await OpenIdHouse.StartAsync(new() { ["SignIn:Providers:0:Authority"] = "http://127.0.0.1:9" });

        await ShouldNotBeginAsync(house);

        house.Log().Should().Contain("A sign-in by provider club could not begin: it cannot be asked: Connection refused (127.0.0.1:9)");
    }

    private static async Task ShouldNotBeginAsync(OpenIdHouse house)
    {
        using var visitor = house.Visitor();
        using var answer = await visitor.GetAsync("/sign-in/with/club", Cancel);
        await house.ShouldBeRefusedAsync(answer, visitor, 502, "sign in with a password", Cancel);
    }

    private static async Task SayAsync(HttpContext context, string kind)
    {
        context.Response.StatusCode = kind == "500" ? 500 : 200;
        context.Response.ContentType = kind == "html" ? "text/html" : "application/json";
        await context.Response.WriteAsync(kind switch
        {
            "500" => "{}",
            "html" => "<!doctype html><title>Login</title>",
            "huge" => new string(' ', 10 << 20) + "{}",
            "array" => "[1,2,3]",
            "null" => "null",
            "deep" => new string('[', 5000),
            _ => "",
        });
    }
}
