using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ConferenceGateway.Tests.Identity.OpenId;

/// <summary>
/// A provider that does what no real one would: every answer can be replaced, every token bent. Nobody types anything
/// there; a code is given to whoever asks for it.
/// </summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    public const string ClientId = "gateway";
    public const string ClientSecret = "cl1ent-s3cret-of-the-gateway";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, RSA> _keys = new();
    private readonly ConcurrentDictionary<string, Uri> _codes = new();
    private int _count;

    private FakeProvider(WebApplication app) => _app = app;

    public string Issuer { get; private set; } = "";

    /// <summary>How often the keys were asked for.</summary>
    public int KeyRequests { get; private set; }

    public int MetadataRequests { get; private set; }

    public int UserInfoRequests { get; private set; }

    /// <summary>The last form that asked for tokens.</summary>
    public IFormCollection? TokenRequest { get; private set; }

    /// <summary>Every token and code that was given out.</summary>
    public ConcurrentBag<string> Secrets { get; } = [ClientSecret];

    public string KeyId { get; set; } = "key-1";

    /// <summary>The name that the token says its key has.</summary>
    public string? TokenKeyId { get; set; }

    public string Algorithm { get; set; } = "RS256";

    /// <summary>The claims of whoever signs in; over the usual ones. A null takes one out.</summary>
    public Dictionary<string, object?> Claims { get; } = [];

    public Dictionary<string, object?> Metadata { get; } = [];

    /// <summary>What userinfo says.</summary>
    public object UserInfo { get; set; } = new { sub = "person-1" };

    public Func<HttpContext, Task>? OnMetadata { get; set; }

    public Func<HttpContext, Task>? OnKeys { get; set; }

    public Func<HttpContext, Task>? OnToken { get; set; }

    public Func<HttpContext, Task>? OnUserInfo { get; set; }

    public static async Task<FakeProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var provider = new FakeProvider(app);
        app.MapGet("/.well-known/openid-configuration", provider.MetadataAsync);
        app.MapGet("/keys", provider.KeysAsync);
        app.MapPost("/token", provider.TokenAsync);
        app.MapGet("/userinfo", provider.UserInfoAsync);
        await app.StartAsync();
        provider.Issuer = app.Urls.Single();
        return provider;
    }

    /// <summary>What a gateway needs to be set to.</summary>
    public Dictionary<string, string?> Settings(int number = 0, string name = "club") => new()
    {
        [$"SignIn:Providers:{number}:Name"] = name,
        [$"SignIn:Providers:{number}:DisplayName"] = "Verein",
        [$"SignIn:Providers:{number}:Authority"] = Issuer,
        [$"SignIn:Providers:{number}:ClientId"] = ClientId,
        [$"SignIn:Providers:{number}:ClientSecret"] = ClientSecret,
        [$"SignIn:Providers:{number}:Chair:0"] = "board",
        [$"SignIn:Providers:{number}:Admin:0"] = "admins",
    };

    /// <summary>Somebody signs in: the code that the browser brings back.</summary>
    public string CodeFor(Uri authorization)
    {
        var code = "c0de" + RandomNumberGenerator.GetHexString(20);
        Secrets.Add(code);
        _codes[code] = authorization;
        return code;
    }

    /// <summary>Signs claims as they stand, with this provider's key.</summary>
    public string Sign(Dictionary<string, object?> claims, string? type = null)
    {
        var header = new Dictionary<string, object?> { ["alg"] = Algorithm, ["kid"] = TokenKeyId ?? KeyId };
        if (type is not null)
            header["typ"] = type;
        var signed = $"{Encode(JsonSerializer.SerializeToUtf8Bytes(header))}.{Encode(JsonSerializer.SerializeToUtf8Bytes(claims.Where(claim => claim.Value is not null).ToDictionary()))}";
        var bytes = Encoding.ASCII.GetBytes(signed);
        var token = $"{signed}.{Encode(Algorithm switch
        {
            "none" => [],
            // The old trick: whoever takes the algorithm out of the token takes the public key for a shared secret.
            "HS256" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(KeyOf(KeyId).ExportSubjectPublicKeyInfoPem()), bytes),
            _ => KeyOf(TokenKeyId ?? KeyId).SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        })}";
        Secrets.Add(token);
        return token;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        try
        {
            await _app.StopAsync(now.Token);
        }
        catch (OperationCanceledException)
        {
            // Some requests hang on purpose.
        }

        await _app.DisposeAsync();
        foreach (var key in _keys.Values)
            key.Dispose();
    }

    private RSA KeyOf(string name) => _keys.GetOrAdd(name, _ => RSA.Create(2048));

    private async Task MetadataAsync(HttpContext context)
    {
        MetadataRequests++;
        if (OnMetadata is { } other)
        {
            await other(context);
            return;
        }

        var metadata = new Dictionary<string, object?>
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = Issuer + "/authorize",
            ["token_endpoint"] = Issuer + "/token",
            ["userinfo_endpoint"] = Issuer + "/userinfo",
            ["end_session_endpoint"] = Issuer + "/end",
            ["jwks_uri"] = Issuer + "/keys",
        };
        foreach (var (name, value) in Metadata)
            metadata[name] = value;
        await context.Response.WriteAsJsonAsync(metadata.Where(pair => pair.Value is not null).ToDictionary());
    }

    private async Task KeysAsync(HttpContext context)
    {
        KeyRequests++;
        if (OnKeys is { } other)
        {
            await other(context);
            return;
        }

        var key = KeyOf(KeyId).ExportParameters(includePrivateParameters: false);
        await context.Response.WriteAsJsonAsync(new { keys = new[] { new { kty = "RSA", use = "sig", kid = KeyId, n = Encode(key.Modulus!), e = Encode(key.Exponent!) } } });
    }

    private async Task TokenAsync(HttpContext context)
    {
        TokenRequest = await context.Request.ReadFormAsync();
        if (OnToken is { } other)
        {
            await other(context);
            return;
        }

        if (!_codes.TryRemove(TokenRequest["code"].ToString(), out var authorization) || !IsVerified(authorization, TokenRequest["code_verifier"].ToString()))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsJsonAsync(new { error = "invalid_grant", error_description = "n0t-for-the-log" });
            return;
        }

        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new Dictionary<string, object?>
        {
            ["iss"] = Issuer, ["aud"] = ClientId, ["sub"] = "person-1", ["name"] = "Anna Beispiel", ["groups"] = Array.Empty<string>(),
            ["nonce"] = Testing.Addresses.Query(authorization, "nonce"), ["iat"] = now, ["exp"] = now + 300, ["auth_time"] = now,
        };
        foreach (var (name, value) in Claims)
            claims[name] = value;
        var access = $"acc3ss-{Interlocked.Increment(ref _count)}-{RandomNumberGenerator.GetHexString(16)}";
        Secrets.Add(access);
        await context.Response.WriteAsJsonAsync(new { access_token = access, token_type = "Bearer", expires_in = 300, id_token = Sign(claims) });
    }

    private async Task UserInfoAsync(HttpContext context)
    {
        UserInfoRequests++;
        if (OnUserInfo is { } other)
            await other(context);
        else
            await context.Response.WriteAsJsonAsync(UserInfo);
    }

    private static bool IsVerified(Uri authorization, string verifier) =>
        Testing.Addresses.Query(authorization, "code_challenge") == Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
