using System.Globalization;
using System.Net.Http.Json;
using Xunit;

namespace ConferenceGateway.Testing;

/// <summary>A certified OpenID provider (oidc-provider) in a process of its own. With pages it asks for a name, any password and consent; without them whoever comes is who the test says.</summary>
internal sealed class OpenIdServer : IAsyncDisposable
{
    public const string ClientSecret = "cl1ent-s3cret-of-the-gateway";

    private readonly ServerProcess _process;
    private readonly HttpClient _admin;

    private readonly bool _hasPages;

    private OpenIdServer(ServerProcess process, int port, int adminPort, bool hasPages)
    {
        _hasPages = hasPages;
        _process = process;
        Issuer = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        _admin = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{adminPort}")) };
    }

    public string Issuer { get; }

    public static async Task<OpenIdServer> StartAsync(string portalUrl, CancellationToken cancellation, bool hasPages = false)
    {
        Assert.SkipWhen(Installed.Find("node") is null, "Node is missing: apt-get install nodejs npm");
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(Installed.ClientsFolder, "node_modules", "oidc-provider")),
            "The OpenID provider is missing: npm ci --prefix tests/SystemTests/clients");
        var (port, admin) = (LoopbackPorts.Next(), LoopbackPorts.Next());
        var process = await ServerProcess.StartAsync(
            [Installed.Find("node")!, Path.Combine(Installed.ClientsFolder, "openid-provider.mjs"), Number(port), Number(admin), portalUrl, .. hasPages ? ["pages"] : Array.Empty<string>()],
            admin, cancellation);
        return new OpenIdServer(process, port, admin, hasPages);

        static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    public Dictionary<string, string?> Settings(int number, string name) => new()
    {
        [$"SignIn:Providers:{number}:Name"] = name,
        [$"SignIn:Providers:{number}:DisplayName"] = name,
        [$"SignIn:Providers:{number}:Authority"] = Issuer,
        [$"SignIn:Providers:{number}:ClientId"] = name == "club" ? "gateway" : "gateway-other",
        [$"SignIn:Providers:{number}:ClientSecret"] = ClientSecret,
        [$"SignIn:Providers:{number}:Chair:0"] = "board",
        // Its own pages know one way to sign in, and do not say how strong it is.
        [$"SignIn:Providers:{number}:ProofAcr"] = _hasPages ? null : "gold",
    };

    /// <summary>From now on this person comes.</summary>
    public async Task BecomeAsync(object claims, CancellationToken cancellation) =>
        (await _admin.PostAsJsonAsync("/person", claims, cancellation)).EnsureSuccessStatusCode();

    /// <summary>New keys; the old ones are gone.</summary>
    public async Task RotateAsync(CancellationToken cancellation) => (await _admin.PostAsync("/rotate", null, cancellation)).EnsureSuccessStatusCode();

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        await _process.DisposeAsync();
    }

    public override string ToString() => _process.ToString();
}
