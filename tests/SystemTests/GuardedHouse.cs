using ConferenceGateway.Audit;
using ConferenceGateway.Core;
using ConferenceGateway.Rooms;
using ConferenceGateway.Rooms.Changes;
using ConferenceGateway.Rooms.Live;
using ConferenceGateway.Rooms.Passwords;
using ConferenceGateway.Testing;
using ConferenceGateway.Tickets;
using Dapper;
using Microsoft.AspNetCore.Http;

namespace ConferenceGateway.SystemTests;

/// <summary>
/// The gateway before a real Prosody that is declared to check tokens, though this one reads none: what is let in or ended
/// here is the gateway's doing alone.
/// </summary>
internal sealed class GuardedHouse : IAsyncDisposable
{
    public const string Browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private readonly ProsodyServer _prosody;

    private GuardedHouse(ProsodyServer prosody, TestGateway gateway)
    {
        _prosody = prosody;
        Gateway = gateway;
        Front = new Front(new Uri($"http://{gateway.EndPoint}"), "meet.test");
    }

    public TestGateway Gateway { get; }

    public Front Front { get; }

    public RoomLive Live => Gateway.Get<RoomLive>();

    public static async Task<GuardedHouse> StartAsync(CancellationToken cancellation)
    {
        var prosody = await ProsodyServer.StartAsync("alpha", cancellation);
        try
        {
            return new GuardedHouse(prosody, await TestGateway.StartAsync(new TestGatewayOptions
            {
                Settings = new Dictionary<string, string?>
                {
                    ["Fleet:Shards:0:Name"] = prosody.Name,
                    ["Fleet:Shards:0:Address"] = prosody.Address.ToString(),
                    ["Fleet:Shards:0:Authentication"] = "Token",
                    ["Fleet:Shards:0:Token:Issuer"] = "gateway",
                    ["Fleet:Shards:0:Token:Audience"] = "jitsi",
                    ["Fleet:Shards:0:Token:Subject"] = ProsodyServer.Domain,
                    ["Fleet:Shards:0:Token:Secret"] = "0123456789abcdef0123456789abcdef",
                    ["Fleet:Shards:0:Host"] = ProsodyServer.Domain,
                },
            }));
        }
        catch
        {
            await prosody.DisposeAsync();
            throw;
        }
    }

    /// <summary>A room of somebody's; with a password, if one is given.</summary>
    public async Task<RoomName> ClaimAsync(string key, string? password = null)
    {
        if (!RoomName.TryParseKey(key, out var room))
            throw new ArgumentException(key);
        var chair = await TestAccounts.AddAsync(Gateway, $"chair-of-{key}");
        await Gateway.Get<RoomChanges>().ClaimAsync(Actor.Gateway, room, chair.Id);
        if (password is not null)
        {
            var hashes = (await Gateway.Get<RoomPasswords>().HashAsync(password))!;
            await Gateway.Get<RoomDeeds>().OnAsync(Actor.Gateway, room, null, "room.password", async (transaction, was) =>
            {
                await transaction.Connection!.ExecuteAsync(
                    "UPDATE rooms SET password_hash = @Exact, password_small_hash = @Small, password_set_ms = 1, rights_revision = @revision WHERE room = @Key",
                    new { hashes.Exact, hashes.Small, revision = was.Revision + 1, room.Key }, transaction);
                return null;
            });
        }

        return room;
    }

    /// <summary>What a browser sends that has typed the password.</summary>
    public Dictionary<string, string> BrowserWith(RoomName room, TicketKind kind = TicketKind.Password)
    {
        var tickets = Gateway.Get<TicketOffice>();
        var context = new DefaultHttpContext();
        tickets.Leave(context, tickets.Make(room, kind, Gateway.Get<RoomBook>().Find(room)!.Revision));
        return new() { ["User-Agent"] = Browser, ["Origin"] = TestGateway.MeetingUrl, ["Cookie"] = context.Response.Headers.SetCookie.ToString().Split(';')[0] };
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await _prosody.DisposeAsync();
    }
}
