using System.Security.Cryptography;
using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Storage;
using ConferenceGateway.Tests.Rooms.Live;
using ConferenceGateway.Tickets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Tickets;

/// <summary>Tickets in browsers: left, found, renewed when that is due, and bounded.</summary>
public sealed class TicketOfficeTests : IAsyncLifetime
{
    private static readonly RoomName Plenum = LiveHouse.RoomOf("plenum");

    private readonly FakeTimeProvider _time = new(new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tickets-");
    private Database _database = null!;
    private TicketKeys _keys = null!;
    private TicketOffice _office = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await Database.OpenAsync(Path.Combine(_folder.FullName, "gateway.db"), time: _time);
        _keys = new TicketKeys(_database, _time);
        await _keys.LoadAsync();
        _office = Office(_keys);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void What_is_left_is_found_again_and_is_a_cookie_for_this_host_alone()
    {
        var ticket = _office.Make(Plenum, TicketKind.Password, 3, "Anna");
        var context = new DefaultHttpContext();
        _office.Leave(context, ticket);

        var set = context.Response.Headers.SetCookie.ToString();
        set.Should().StartWith("__Host-t-").And.EndWith("; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax; Secure");
        Found(set.Split(';')[0])!.Id.Should().Be(ticket.Id);
        Found(set.Split(';')[0].ToUpperInvariant()).Should().BeNull();
        Found(set.Split(';')[0].Replace("__Host-", "", StringComparison.Ordinal)).Should().BeNull();
    }

    [Fact]
    public void A_ticket_of_another_room_under_this_rooms_name_is_none()
    {
        var other = _office.Write(_office.Make(LiveHouse.RoomOf("andere"), TicketKind.Password, 3));
        // Also when it is known already.
        _office.Read(other, LiveHouse.RoomOf("andere")).Should().NotBeNull();
        _office.Read(other, Plenum).Should().BeNull();
    }

    [Fact]
    public void One_that_is_known_ends_with_its_time()
    {
        var text = _office.Write(_office.Make(Plenum, TicketKind.Guest, 1));
        _office.Read(text, Plenum).Should().NotBeNull();
        _time.Advance(TicketOffice.BrowserAge);
        _office.Read(text, Plenum).Should().BeNull();
    }

    [Fact]
    public async Task Keys_change_every_week_and_nobody_is_put_out_by_that()
    {
        var first = _keys.Current.Newest.Id;
        _time.Advance(TicketKeys.SignsFor - TimeSpan.FromHours(1));
        var text = _office.Write(_office.Make(Plenum, TicketKind.Guest, 1));
        _time.Advance(TimeSpan.FromHours(1));
        await _keys.RotateAsync(CancellationToken.None);

        _keys.Current.Newest.Id.Should().NotBe(first);
        Office(_keys).Read(text, Plenum)!.Key.Should().Be(first);
        var again = new TicketKeys(_database, _time);
        await again.LoadAsync();
        Office(again).Read(text, Plenum).Should().NotBeNull("another gateway reads the same keys");

        _time.Advance(TicketKeys.Kept);
        await _keys.RotateAsync(CancellationToken.None);
        _keys.Current.All.Should().ContainSingle("a number is used again, its old secret is gone").Which.MadeAt.Should().Be(_time.GetUtcNow());
    }

    [Fact]
    public async Task It_is_renewed_when_half_its_time_is_over_or_the_key_is_old_or_the_revision_has_gone_on()
    {
        var ticket = Read(_office.Make(Plenum, TicketKind.Password, 3, "Anna"));
        Renewed(ticket, 3).Should().BeNull();
        Renewed(ticket, 4)!.Revision.Should().Be(4);

        _time.Advance(TicketOffice.BrowserAge / 2);
        var young = Renewed(ticket, 3)!;
        young.Should().Be(ticket with { Expires = ticket.Expires + TicketOffice.BrowserAge / 2 });
        Renewed(young, 3).Should().BeNull();

        _time.Advance(TicketKeys.SignsFor);
        await _keys.RotateAsync(CancellationToken.None);
        var old = young with { Expires = _time.GetUtcNow() + TicketOffice.BrowserAge };
        Renewed(old, 3)!.Key.Should().Be(_keys.Current.Newest.Id);
    }

    [Fact]
    public void Any_number_of_rooms_stays_a_small_cookie_and_the_one_that_ends_first_goes()
    {
        var jar = new Dictionary<string, string>();
        for (var number = 0; number < 40; number++)
        {
            var context = new DefaultHttpContext();
            context.Request.Headers.Cookie = string.Join("; ", jar.Select(cookie => $"{cookie.Key}={cookie.Value}").Prepend("shard=alpha"));
            _office.Leave(context, _office.Make(LiveHouse.RoomOf($"raum-{number}"), TicketKind.Password, 1, "Jörg Müller-Lüdenscheidt"));
            foreach (var set in context.Response.Headers.SetCookie)
            {
                var (name, value) = (set!.Split('=')[0], set.Split('=', ';')[1]);
                if (value.Length == 0)
                    jar.Remove(name).Should().BeTrue();
                else
                    jar[name] = value;
            }

            _time.Advance(TimeSpan.FromMinutes(2));
        }

        jar.Should().HaveCount(TicketOffice.MostInBrowser + 1);
        var header = string.Join("; ", jar.Select(cookie => $"{cookie.Key}={cookie.Value}"));
        header.Length.Should().BeLessThan(3_000);
        Enumerable.Range(0, 40).Where(number => Found(header, LiveHouse.RoomOf($"raum-{number}")) is not null).Should().Equal(Enumerable.Range(24, 16));
    }

    [Fact]
    public void A_known_ticket_costs_no_memory()
    {
        var context = new DefaultHttpContext();
        _office.Leave(context, _office.Make(Plenum, TicketKind.Password, 3, "Anna"));
        context.Request.Headers.Cookie = "shard=alpha; " + context.Response.Headers.SetCookie.ToString().Split(';')[0] + "; lang=de";

        long Measure()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
                _office.Renew(context, _office.OfCookie(context.Request, Plenum)!, 3);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Measure();
        Measure().Should().Be(0);
    }

    [Fact]
    public void The_secret_of_a_session_is_no_ticket()
    {
        for (var length = 1; length < 200; length++)
            _office.Read(System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(length)), Plenum).Should().BeNull();
    }

    private Ticket? Found(string header, RoomName? room = null)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = header;
        return _office.OfCookie(context.Request, room ?? Plenum);
    }

    private Ticket Read(Ticket ticket) => _office.Read(_office.Write(ticket), ticket.Room)!;

    private Ticket? Renewed(Ticket ticket, long revision)
    {
        var context = new DefaultHttpContext();
        _office.Renew(context, ticket, revision);
        return context.Response.Headers.SetCookie.ToString() is { Length: > 0 } set ? Found(set.Split(';')[0]) : null;
    }

    private TicketOffice Office(TicketKeys keys)
    {
        var origins = new Origins(new Uri("https://meet.test"), new Uri("https://portal.test"));
        return new(keys, new AppTickets(keys, new TicketsOptions(), origins, _time), origins, _time);
    }
}
