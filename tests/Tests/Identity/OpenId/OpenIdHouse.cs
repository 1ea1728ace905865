using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Testing;
using Microsoft.Extensions.Time.Testing;

namespace ConferenceGateway.Tests.Identity.OpenId;

/// <summary>A gateway and one fake provider; no secret of theirs may be in the log.</summary>
internal sealed class OpenIdHouse : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private OpenIdHouse(DirectoryInfo folder, FakeProvider provider, TestGateway gateway)
    {
        _folder = folder;
        Provider = provider;
        Gateway = gateway;
    }

    public FakeProvider Provider { get; }

    public TestGateway Gateway { get; }

    public AccountStore Accounts => Gateway.Get<AccountStore>();

    public static async Task<OpenIdHouse> StartAsync(Dictionary<string, string?>? more = null, TimeProvider? time = null, bool isSecure = false, bool isTalkative = false)
    {
        var folder = Directory.CreateTempSubdirectory("gateway-test-");
        var provider = await FakeProvider.StartAsync();
        var settings = provider.Settings();
        settings["Fleet:Shards:0:Name"] = "alpha";
        settings["Fleet:Shards:0:Address"] = "http://127.0.0.1:9";
        settings["Log:File"] = Path.Combine(folder.FullName, "gateway.log");
        settings["Serilog:MinimumLevel:Default"] = isTalkative ? "Verbose" : "Warning";
        if (isTalkative)
        {
            settings["Serilog:MinimumLevel:Override:Microsoft"] = "Verbose";
            settings["Serilog:MinimumLevel:Override:Microsoft.AspNetCore.Hosting.Diagnostics"] = "Verbose";
        }

        foreach (var (key, value) in more ?? [])
            settings[key] = value;
        var gateway = await TestGateway.StartAsync(new TestGatewayOptions { Settings = settings, Time = time ?? new FakeTimeProvider(DateTimeOffset.UtcNow), WaitsForShards = false, IsSecure = isSecure });
        return new OpenIdHouse(folder, provider, gateway);
    }

    public ProviderVisitor Visitor(string at = TestGateway.PortalUrl) => new(Gateway.CreateClient(at));

    /// <summary>The whole way: to the provider and back. What the callback answers.</summary>
    public async Task<HttpResponseMessage> SignInAsync(ProviderVisitor visitor, CancellationToken cancellation, string begin = "/sign-in/with/club", Func<Uri, string>? callback = null)
    {
        var there = await BeginAsync(visitor, cancellation, begin);
        return await visitor.GetAsync(callback?.Invoke(there) ?? CallbackOf(there), cancellation);
    }

    public static async Task<Uri> BeginAsync(ProviderVisitor visitor, CancellationToken cancellation, string begin = "/sign-in/with/club")
    {
        using var answer = await visitor.GetAsync(begin, cancellation);
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync(cancellation));
        return answer.Headers.Location!;
    }

    public string CallbackOf(Uri there) => $"/sign-in/with/club/callback?code={Provider.CodeFor(there)}&state={Uri.EscapeDataString(there.Query("state")!)}&iss={Uri.EscapeDataString(Provider.Issuer)}";

    /// <summary>Nobody came in, and a person was told in a page.</summary>
    public async Task ShouldBeRefusedAsync(HttpResponseMessage answer, ProviderVisitor visitor, int status, string says, CancellationToken cancellation)
    {
        var page = await answer.Content.ReadAsStringAsync(cancellation);
        ((int)answer.StatusCode).Should().Be(status, page);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
        page.Should().Contain(says).And.Contain("href=\"/sign-in\"");
        visitor.Cookies.Keys.Should().NotContain("session");
        (await Accounts.ListAsync()).Should().BeEmpty();
    }

    /// <summary>The log so far.</summary>
    public string Log()
    {
        var text = "";
        foreach (var file in _folder.EnumerateFiles("*.log"))
        {
            using var reader = new StreamReader(new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            text += reader.ReadToEnd();
        }

        return text;
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        var log = Log();
        foreach (var secret in Provider.Secrets.Append("n0t-for-the-log"))
            log.Should().NotContain(secret);
        await Provider.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
