using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Identity.ApiKeys;
using ConferenceGateway.Identity.Passwords;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms.Changes;
using ConferenceGateway.Storage;
using ConferenceGateway.Testing;
using Dapper;
using Xunit;

namespace ConferenceGateway.SystemTests;

/// <summary>The gateway as a process of its own is killed while chairs set passwords.</summary>
public sealed class RoomPasswordsKilledTests : IDisposable
{
    private const int Rooms = 8;
    private const int ChangesOfOne = 25;
    private const int ConfirmedBeforeTheEnd = Rooms * ChangesOfOne / 2;

    private static readonly Dictionary<string, string?> TokenShard = new()
    {
        ["Fleet:Shards:0:Name"] = "nowhere", ["Fleet:Shards:0:Address"] = "http://127.0.0.1:9", ["Fleet:Shards:0:Authentication"] = "Token",
        ["Fleet:Shards:0:Token:Issuer"] = "test", ["Fleet:Shards:0:Token:Subject"] = "meet.test", ["Fleet:Shards:0:Token:Secret"] = "0123456789abcdef0123456789abcdef0123456789abcdef",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");
    private readonly ConcurrentDictionary<int, List<string>> _sent = new();
    private readonly ConcurrentDictionary<int, (string Password, long Revision)> _confirmed = new();
    private int _count;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string DatabasePath => Path.Combine(_folder.FullName, "gateway.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Killed_in_the_middle_of_200_password_changes_every_confirmed_one_is_there_and_none_half()
    {
        var key = await MakeRoomsAsync();
        var port = LoopbackPorts.Next();
        await using (var gateway = await StartAsync(port))
        {
            using var half = new SemaphoreSlim(0);
            var chairs = Enumerable.Range(0, Rooms).Select(room => SetAllAsync(port, key, room, half)).ToArray();
            await half.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
            gateway.Kill();
            await Task.WhenAll(chairs);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{_count} of {Rooms * ChangesOfOne} changes were confirmed");
        _count.Should().BeInRange(ConfirmedBeforeTheEnd, (Rooms * ChangesOfOne) - 1, "it was killed in the middle");
        await using var storage = await Database.OpenAsync(DatabasePath, cancellation: Cancellation);
        await using var connection = await storage.ConnectAsync(Cancellation);
        for (var room = 0; room < Rooms; room++)
        {
            var row = await connection.QuerySingleAsync<(string Hash, string Small, long SetMs, long Rights, long Revision)>(
                "SELECT password_hash, password_small_hash, password_set_ms, rights_revision, revision FROM rooms WHERE room = @name", new { name = NameOf(room) });
            var (password, revision) = _confirmed[room];
            var sent = _sent[room];
            // The last that was confirmed, or the one behind it, which was written when the answer was lost.
            var last = sent.IndexOf(password);
            var held = sent.Skip(last).Take(2).Where(each => PasswordHash.Parse(row.Hash)!.Verify(each)).ToArray();
            held.Should().ContainSingle(NameOf(room));
            var behind = held[0] == password ? 0 : 1;
            (row.Rights, row.Revision).Should().Be((revision + behind, revision + behind));
            PasswordHash.Parse(row.Small)!.Verify(held[0].ToLowerInvariant()).Should().BeTrue("both hashes are of one password");
            (await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM audit WHERE subject = @name AND action = 'room.password'", new { name = NameOf(room) }))
                .Should().Be(last + 1 + behind, "each change is in the audit, and nothing that is no change");
        }

        (await connection.ExecuteScalarAsync<string>("PRAGMA integrity_check")).Should().Be("ok");
    }

    private static string NameOf(int room) => string.Create(CultureInfo.InvariantCulture, $"raum{room}");

    /// <summary>Rooms and a key of their chair, made by a gateway that ends in good order.</summary>
    private async Task<string> MakeRoomsAsync()
    {
        await using var gateway = await TestGateway.StartAsync(new TestGatewayOptions { StoragePath = DatabasePath, WaitsForShards = false, Settings = TokenShard });
        var chair = await TestAccounts.AddAsync(gateway, "maike", Roles.Chair);
        var caller = new Caller(chair.Id, chair.DisplayName, chair.Roles) { Session = "test" };
        for (var room = 0; room < Rooms; room++)
        {
            Core.RoomName.TryParseKey(NameOf(room), out var name).Should().BeTrue();
            (await gateway.Get<RoomChanges>().ClaimAsync(Actor.Gateway, name, chair.Id)).Should().BeOfType<RoomAnswer.Done>();
        }

        return ((ApiKeyAnswer.Made)await gateway.Get<ApiKeyChanges>().MakeAsync(Actor.Gateway, caller, new("test", ["rooms:read", "rooms:write"], 1))).Text;
    }

    private async Task SetAllAsync(int port, string key, int room, SemaphoreSlim half)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        http.DefaultRequestHeaders.Host = "portal.test";
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        var path = $"/api/v1/rooms/{NameOf(room)}";
        try
        {
            using var read = await http.GetAsync(path, Cancellation);
            var tag = read.EnsureSuccessStatusCode().Headers.ETag!;
            for (var number = 0; number < ChangesOfOne; number++)
                tag = await SetAsync(http, path + "/password", room, $"Birne-Segel-{number + 10}", tag, half);
        }
        catch (HttpRequestException)
        {
            // It was killed.
        }
    }

    private async Task<EntityTagHeaderValue> SetAsync(HttpClient http, string path, int room, string password, EntityTagHeaderValue tag, SemaphoreSlim half)
    {
        _sent.GetOrAdd(room, _ => []).Add(password);
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(new { password }) };
        request.Headers.IfMatch.Add(tag);
        using var answer = await http.SendAsync(request, Cancellation);
        var body = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        _confirmed[room] = (password, body.GetProperty("room").GetProperty("revision").GetInt64());
        if (Interlocked.Increment(ref _count) == ConfirmedBeforeTheEnd)
            half.Release();
        return answer.Headers.ETag!;
    }

    private async Task<GatewayProcess> StartAsync(int port)
    {
        var file = Path.Combine(_folder.FullName, "gateway.json");
        var settings = new Dictionary<string, string?>(TokenShard)
        {
            ["MeetingUrl"] = "http://meet.test", ["PortalUrl"] = "http://portal.test", ["Storage:Path"] = DatabasePath,
            ["Urls"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
        };
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(settings), Cancellation);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var gateway = GatewayProcess.Start(["run", "--config", file], _folder.FullName);
        await gateway.WaitForLineAsync(line => line.Contains("Now listening on: ", StringComparison.Ordinal), Cancellation);
        return gateway;
    }
}
