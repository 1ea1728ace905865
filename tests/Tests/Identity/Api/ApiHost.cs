using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ConferenceGateway.Audit;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.ApiKeys;
using ConferenceGateway.Lab;
using ConferenceGateway.Portal;
using ConferenceGateway.Storage;
using ConferenceGateway.Testing;
using Dapper;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Identity.Api;

/// <summary>A gateway whose clock stands still, with accounts and keys made as a test wants them.</summary>
public class ApiHost : IAsyncLifetime
{
    private LabShard _shard = null!;

    /// <summary>How its shard checks tokens; null = everybody may join every room.</summary>
    private protected virtual LabToken? Token => null;

    internal TestGateway Gateway { get; private set; } = null!;

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 20, 0, 0, TimeSpan.Zero));

    internal HttpClient Client { get; private set; } = null!;

    internal Account Admin { get; private set; } = null!;

    /// <summary>May do all that a key can.</summary>
    internal string AdminKey { get; private set; } = null!;

    internal static string[] AllScopes { get; } = [.. Right.Scopes.Select(right => right.Name)];

    public async ValueTask InitializeAsync()
    {
        _shard = await LabShard.StartAsync(new LabShardOptions { Name = "alpha", Token = Token });
        Gateway = await TestGateway.StartAsync(new TestGatewayOptions { Time = Time, WaitsForShards = false }, _shard);
        Client = Gateway.CreateClient(TestGateway.PortalUrl);
        Admin = await AccountAsync("admin", Roles.Admin);
        AdminKey = (await KeyAsync(Admin)).Text;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Gateway.DisposeAsync();
        await _shard.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>An account that can sign in.</summary>
    internal Task<Account> AccountAsync(string name, Roles roles = Roles.None) => TestAccounts.AddAsync(Gateway, name, roles);

    /// <summary>A key of that account's; without scopes: all.</summary>
    internal async Task<ApiKeyAnswer.Made> KeyAsync(Account owner, string[]? scopes = null, int days = 90)
    {
        // As an admin makes it: what the owner may not, the key must not either, whatever stands in it.
        var caller = new Caller(owner.Id, owner.DisplayName, Roles.Admin) { Session = "test" };
        return (ApiKeyAnswer.Made)await Gateway.Get<ApiKeyChanges>().MakeAsync(Actor.Gateway, caller, new ApiKeyWish("test", scopes ?? AllScopes, days));
    }

    /// <summary>Asks the API.</summary>
    internal async Task<ApiReply> AskAsync(string method, string path, string? key, object? body = null, string? match = null, string? type = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
        if (match is not null)
            request.Headers.TryAddWithoutValidation("If-Match", match);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body as byte[] ?? Encoding.UTF8.GetBytes(body as string ?? JsonSerializer.Serialize(body)));
            request.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        }

        var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return new(response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Asks the API as the admin, with a key that may everything.</summary>
    internal Task<ApiReply> AdminAsync(string method, string path, object? body = null, string? match = null) => AskAsync(method, path, AdminKey, body, match);

    /// <summary>The audit as it stands: action, way, key, before and after.</summary>
    internal async Task<IReadOnlyList<(string Action, string Way, string? Key, string Facts)>> AuditOfAsync(string subject)
    {
        await using var connection = await Gateway.Get<Database>().ConnectAsync();
        return [.. await connection.QueryAsync<(string, string, string?, string)>(
            "SELECT action, way, api_key, coalesce(before_json, '') || coalesce(after_json, '') FROM audit WHERE subject = @subject ORDER BY id", new { subject })];
    }
}

/// <summary>What came back.</summary>
internal sealed record ApiReply(HttpResponseMessage Response, string Text)
{
    public int Status => (int)Response.StatusCode;

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Text);

    /// <summary>The last word of a problem's type; null: it is none.</summary>
    public string? Problem => Response.Content.Headers.ContentType?.MediaType == "application/problem+json" ? Json.GetProperty("type").GetString()!.Split(':')[^1] : null;

    public string? Tag => Response.Headers.ETag?.Tag;
}
