using System.Net;
using System.Net.WebSockets;
using System.Text.RegularExpressions;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.Portal;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Hosting.Logging;

/// <summary>What a door is told and what it makes of that, while everything is logged: none of it is in any line.</summary>
public sealed partial class DoorLogTests : IDisposable
{
    private const string Password = "Gelbe-Birne-42";
    private const string Wrong = "Blaue-Birne-43";
    private const string Reservations = "what the shard's Prosody says to be one";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task No_password_ticket_token_name_or_room_is_in_any_line()
    {
        await using var shard = await LabShard.StartAsync(LabTokens.Shard("alpha"), Cancel);
        var database = Path.Combine(_folder.FullName, "gateway.db");
        await using (var before = await TestGateway.StartAsync(new TestGatewayOptions { StoragePath = database }, shard))
        {
            var chair = await TestAccounts.AddAsync(before, "vera", Roles.Chair, "Vera");
            await TestRooms.ClaimAsync(before, "zimmerlinde", chair.Id, password: Password);
        }

        shard.Received.Clear();
        await using var gateway = GatewayProcess.Start(
        [
            "run", "--MeetingUrl", "http://meet.test", "--PortalUrl", "http://portal.test", "--Urls", $"http://127.0.0.1:{LoopbackPorts.Next()}", "--Storage:Path", database,
            "--Serilog:MinimumLevel:Default", "Debug", "--Serilog:MinimumLevel:Override:Microsoft", "Debug", "--Serilog:MinimumLevel:Override:Microsoft.AspNetCore", "Debug",
            "--Serilog:MinimumLevel:Override:Yarp", "Debug", "--Fleet:Shards:0:Reservations:Secret", Reservations,
            .. ConferenceGateway.Console.LabSettings.Of([shard]).Select(setting => $"--{setting.Key}={setting.Value}"),
        ], _folder.FullName);
        var at = new Uri(Address().Match(await gateway.WaitForLineAsync(line => line.Contains("Now listening on: "), Cancel)).Value);
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = at };
        http.DefaultRequestHeaders.Host = "meet.test";
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        await Eventually.NoComplaintAsync(
            async _ => (await http.GetAsync("/-/health/ready", Cancel)).IsSuccessStatusCode ? null : "It is not ready", TimeSpan.FromSeconds(30), () => gateway.Errors, Cancel);

        (await PostAsync(http, Wrong)).StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        using var right = await PostAsync(http, Password);
        right.StatusCode.Should().Be(HttpStatusCode.SeeOther);
        // This client keeps no cookie, so its ticket stands in the address.
        var ticket = right.Headers.Location!.OriginalString.Split("jwt=")[1];
        (await http.GetAsync($"/zimmerlinde?jwt={ticket}", Cancel)).StatusCode.Should().Be(HttpStatusCode.OK);
        using (var socket = new ClientWebSocket())
        {
            socket.Options.AddSubProtocol("xmpp");
            socket.Options.SetRequestHeader("Host", "meet.test");
            await socket.ConnectAsync(new Uri($"ws://{at.Authority}/xmpp-websocket?room=zimmerlinde&token={ticket}"), Cancel);
        }

        using var reservation = new HttpRequestMessage(HttpMethod.Post, "/-/shard/alpha/conference") { Content = new FormUrlEncodedContent([new("name", "zimmerlinde")]) };
        reservation.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Reservations);
        using var answer = await http.SendAsync(reservation, Cancel);
        var token = shard.Received.Where(request => request.Header("Authorization") is not null).Select(request => request.Header("Authorization")!["Bearer ".Length..]).First();
        gateway.Terminate();
        (await gateway.EndAsync()).Should().Be(0);

        string[] unsayable = [Password, Wrong, Reservations, LabTokens.Settings.Secret, "zimmerlinde", "Gänseblum", ticket[..20], token[..40], token.Split('.')[2]];
        var lines = (gateway.Output + "\n" + gateway.Errors).Split('\n');
        lines.Should().Contain(line => line.Contains("XmppWebSocket", StringComparison.Ordinal), "all of it is logged");
        lines.Where(line => unsayable.Any(word => line.Contains(word, StringComparison.OrdinalIgnoreCase))).Should().BeEmpty();
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient http, string password) =>
        http.PostAsync("/zimmerlinde", new FormUrlEncodedContent([new("door", "enter"), new("name", "Gänseblum"), new("password", password)]), Cancel);

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
