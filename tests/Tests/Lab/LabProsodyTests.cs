using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Lab;

public sealed class LabProsodyTests : IAsyncLifetime
{
    private static readonly RSA Key = RSA.Create(2048);

    private readonly FakeTimeProvider _time = new();
    private readonly HttpClient _http = new();
    private LabShard _shard = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _shard = await LabShard.StartAsync(
            new LabShardOptions { Name = "a", Time = _time, ServerIds = ["a1"], SystemChat = new LabChatKey(Key.ExportSubjectPublicKeyInfoPem(), "gateway", "jitsi"), SeparatesParts = true, HidesReports = true }, Cancel);
        _http.BaseAddress = _shard.ProsodyAddress;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _shard.DisposeAsync();
    }

    [Theory]
    [InlineData("/room-census", true, false)]
    [InlineData("/sessions", true, false)]
    [InlineData("/stats", false, true)]
    [InlineData("/debug", false, true)]
    [InlineData("/about/health", false, false)]
    public async Task Each_part_shows_its_own_reports_on_its_own_port(string path, bool prosody, bool jicofo)
    {
        (await StatusAsync(_shard.Address)).Should().Be(404);
        (await StatusAsync(_shard.ProsodyAddress)).Should().Be(prosody ? 200 : 404);
        (await StatusAsync(_shard.JicofoAddress)).Should().Be(jicofo ? 200 : 404);

        async Task<int> StatusAsync(Uri server)
        {
            using var answer = await _http.GetAsync(new Uri(server, path), Cancel);
            return (int)answer.StatusCode;
        }
    }

    [Fact]
    public async Task The_census_counts_people_and_a_room_that_jicofo_opened_for_nobody()
    {
        await using var anna = await LabClient.ConnectAsync(_shard.Address, "nord/größe", cancel: Cancel);
        await anna.JoinAsync("Anna", Cancel);
        using var opened = await _http.PostAsync(
            new Uri(_shard.Address, "/conference-request/v1"), new StringContent("""{"room":"leer@conference.meet.jitsi"}"""), Cancel);

        var rooms = JsonDocument.Parse(await _http.GetStringAsync("/room-census", Cancel)).RootElement.GetProperty("room_census").EnumerateArray().ToArray();

        rooms.Select(room => (room.GetProperty("room_name").GetString(), room.GetProperty("participants").GetInt32())).Should().BeEquivalentTo(
            [("[nord]gr%c3%b6%c3%9fe@conference.127.0.0.1", 1), ("leer@conference.meet.jitsi", 0)]);
        rooms[0].GetProperty("created_time").GetString().Should().Be(_time.GetUtcNow().ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        _time.Advance(TimeSpan.FromSeconds(15));
        (await _http.GetStringAsync("/room-census", Cancel)).Should().NotContain("leer@");
        (await _http.GetStringAsync(AsWritten("/room-size?room=gr%c3%b6%c3%9fe&domain=127.0.0.1&subdomain=nord"), Cancel)).Should().Be("{\"participants\":1}");
        (await _http.GetAsync(AsWritten("/room-size?room=gr%C3%B6%C3%9Fe&domain=127.0.0.1&subdomain=nord"), Cancel)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await _http.GetStringAsync("/sessions", Cancel)).Should().Be("1");
    }

    private Uri AsWritten(string target) =>
        new($"http://{_shard.ProsodyAddress.Authority}{target}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    [Fact]
    public async Task A_census_of_a_million_rooms_comes_to_its_end()
    {
        _shard.Faults.ExtraRooms = 1_000_000;

        var census = await _http.GetStringAsync("/room-census", Cancel);

        JsonDocument.Parse(census).RootElement.GetProperty("room_census").GetArrayLength().Should().Be(1_000_000);
    }

    [Theory]
    [InlineData("gateway", 60, "vorstand@conference.127.0.0.1", 200)]
    [InlineData("somebody", 60, "vorstand@conference.127.0.0.1", 401)]
    [InlineData("gateway", 0, "vorstand@conference.127.0.0.1", 401)]
    [InlineData(null, 60, "vorstand@conference.127.0.0.1", 401)]
    [InlineData("gateway", 60, "nobody@conference.127.0.0.1", 404)]
    [InlineData("gateway", 60, null, 400)]
    public async Task A_word_into_a_meeting_reaches_those_named_and_is_remembered(string? issuer, int age, string? room, int status)
    {
        await using var anna = await LabClient.ConnectAsync(_shard.Address, "vorstand", cancel: Cancel);
        await anna.JoinAsync("Anna", Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/send-system-chat-message");
        request.Content = new StringContent(
            JsonSerializer.Serialize(new { room, connectionJIDs = new[] { anna.Address }, message = "Umzug um 21 Uhr", displayName = "Verwaltung" }), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        if (issuer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token(issuer, age));
        request.Content.Headers.ContentType!.CharSet = null;

        using var answer = await _http.SendAsync(request, Cancel);

        ((int)answer.StatusCode).Should().Be(status);
        if (status != 200)
        {
            _shard.SystemMessages.All.Should().BeEmpty();
            return;
        }

        _shard.SystemMessages.All.Should().ContainSingle().Which.Should().BeEquivalentTo(new LabSystemMessage(room!, [anna.Address], "Umzug um 21 Uhr", "Verwaltung"));
        var heard = await anna.WaitForAsync(stanza => stanza.Elements().Any(element => element.Name.LocalName == "json-message"), Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        heard.Value.Should().Contain("Umzug um 21 Uhr").And.Contain("system_chat_message");
    }

    private string Token(string issuer, int age)
    {
        var signed = $"{Part(new { alg = "RS256" })}.{Part(new { iss = issuer, aud = "jitsi", exp = _time.GetUtcNow().ToUnixTimeSeconds() + age })}";
        return signed + "." + Base64Url.EncodeToString(Key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

        static string Part(object content) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(content));
    }

    [Fact]
    public async Task A_part_of_the_answers_are_errors()
    {
        _shard.Faults.ErrorShare = 0.3;
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 300; i++)
            statuses.Add((await _http.GetAsync("/sessions", Cancel)).StatusCode);

        statuses.Count(status => status == HttpStatusCode.InternalServerError).Should().BeInRange(60, 120);
    }

    [Fact]
    public async Task A_slow_shard_answers_later()
    {
        _shard.Faults.Delay = TimeSpan.FromSeconds(7);
        var asked = _http.GetAsync("/sessions", Cancel);
        await _shard.Received.WaitForAsync(request => request.RawPath == "/sessions", Cancel);

        asked.IsCompleted.Should().BeFalse();
        // The wait begins after the request is written down, so the clock goes on until it is over.
        while (!asked.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(7));
            await Task.Yield();
        }

        (await asked).StatusCode.Should().Be(HttpStatusCode.OK);
    }
}
