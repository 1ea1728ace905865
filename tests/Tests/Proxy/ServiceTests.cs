using System.Net;
using System.Text;
using AwesomeAssertions;
using ConferenceGateway.Connections;
using ConferenceGateway.Lab;
using ConferenceGateway.Testing;
using ConferenceGateway.Tests.Storage;
using ConferenceGateway.Tests.Tickets;
using Xunit;

namespace ConferenceGateway.Tests.Proxy;

/// <summary>A Jigasi as it was set up by <c>BOSH_URL_PATTERN</c>.</summary>
public sealed class ServiceTests : IAsyncLifetime
{
    private const string Secret = "what the telephone says, thirty-two and more";

    private LabShard _shard = null!;
    private TestGateway _gateway = null!;
    private HttpClient _http = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _shard = await LabShard.StartAsync(LabTokens.Shard("a"), Cancel);
        _gateway = await StartAsync("127.0.0.1");
        _http = _gateway.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _gateway.DisposeAsync();
        await _shard.DisposeAsync();
    }

    [Fact]
    public async Task It_enters_an_open_room_as_a_telephone_with_a_token_of_ours_and_is_written_down_once()
    {
        var sid = await OpenAsync(_http, "plenum", Secret);
        for (var rid = 2; rid < 5; rid++)
            await PostAsync(_http, "plenum", Secret, $"rid='{rid}' sid='{sid}' type=''");

        var visitor = _gateway.Get<ConnectionTable>().Of(GuardedRooms.Name("plenum")).Should().ContainSingle().Subject.Visitor;
        visitor.Way.Should().Be(ConnectionWay.Phone);
        visitor.Name.Should().Be("Telephone");
        visitor.IsModerator.Should().BeFalse("nobody speaks for the room by telephone");
        _shard.Received.To("/http-bind").Where(request => request.Method == "POST")
            .Should().OnlyContain(request => !request.RawTarget.Contains(Uri.EscapeDataString(Secret)));
        await Eventually.NoComplaintAsync(async _ => await CountAsync() == 1 ? null : "Not written down once", TimeSpan.FromSeconds(30), () => "", Cancel);
    }

    [Theory]
    [InlineData("127.0.0.1", "wrong")]
    [InlineData("127.0.0.1", null)]
    [InlineData("127.0.0.2", Secret)]
    public async Task Without_its_secret_or_from_elsewhere_it_is_nothing_special(string address, string? said)
    {
        await using var gateway = await StartAsync(address);
        using var http = gateway.CreateClient();
        await OpenAsync(http, "plenum", said);

        gateway.Get<ConnectionTable>().Of(GuardedRooms.Name("plenum")).Should().ContainSingle().Which.Visitor.Way.Should().Be(ConnectionWay.App);
    }

    [Fact]
    public async Task A_room_with_a_door_is_shut_to_it_and_the_shard_hears_nothing()
    {
        _gateway.Guard("vorstand");

        using var answer = await PostAsync(_http, "vorstand", Secret, "rid='1' to='meet.test' wait='5' hold='1'");

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        _shard.Received.To("/http-bind").Should().NotContain(request => request.Method == "POST");
    }

    private Task<TestGateway> StartAsync(string address) => TestGateway.StartAsync(new TestGatewayOptions
    {
        Settings = new Dictionary<string, string?>
        {
            ["Services:0:Name"] = "Telephone",
            ["Services:0:Kind"] = "Phone",
            ["Services:0:Addresses:0"] = address,
            ["Services:0:Secret"] = Secret,
        },
    }, _shard);

    private async Task<long> CountAsync() => Convert.ToInt64(
        await Sql.ScalarAsync(_gateway.StoragePath, "SELECT count(*) FROM audit WHERE action = 'service.enter' AND subject = 'plenum'"), System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> OpenAsync(HttpClient http, string room, string? said)
    {
        using var answer = await PostAsync(http, room, said, "rid='1' to='meet.test' wait='5' hold='1'");
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        return System.Xml.Linq.XElement.Parse(await answer.Content.ReadAsStringAsync(Cancel)).Attribute("sid")!.Value;
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient http, string room, string? said, string attributes)
    {
        using var body = new StringContent($"<body xmlns='http://jabber.org/protocol/httpbind' {attributes}/>", Encoding.UTF8, "text/xml");
        return await http.PostAsync($"/http-bind?room={room}{(said is null ? "" : "&token=" + Uri.EscapeDataString(said))}", body, Cancel);
    }
}
