using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Identity.Passwords;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms.Passwords;
using ConferenceGateway.Rooms;
using ConferenceGateway.Testing;
using ConferenceGateway.Tickets;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ConferenceGateway.Tests.Rooms.Passwords;

/// <summary>A room's password, in a real gateway's services.</summary>
public sealed class RoomPasswordsTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await QuietGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    private RoomPasswords Passwords => _gateway.Get<RoomPasswords>();

    [Theory]
    [InlineData("gelbe-birne-42", "gelbe-birne-42")]
    [InlineData("gelbe-birne-42", "  gelbe-birne-42 ")]
    [InlineData("Grüße", "Gru\u0308ße")]
    [InlineData("raum 12", "raum １２")]
    public async Task The_same_password_is_right_however_it_is_typed(string set, string typed) =>
        (await TryAsync(await RoomAsync(set), typed)).Should().BeOfType<PasswordTry.Right>();

    [Theory]
    [InlineData("gelbe-birne-42", "Gelbe-Birne-42", true)]
    [InlineData("Gelbe-Birne-42", "gelbe-birne-42", true)]
    [InlineData("ÄPFEL im Sack", "äpfel im sack", true)]
    [InlineData("gelbe-birne-42", "gelbe-birne-43", false)]
    [InlineData("gelbe-birne-42", "", false)]
    [InlineData("gelbe-birne-42", "gelbe-birne-42\0", false)]
    public async Task A_wrong_one_says_whether_only_the_capitals_differ(string set, string typed, bool onlyCase)
    {
        var room = await RoomAsync(set);

        (await TryAsync(room, typed)).Should().Be(new PasswordTry.Wrong(onlyCase), "it is hashed for the first time");
        await TryAsync(room, set);
        (await TryAsync(room, typed)).Should().Be(new PasswordTry.Wrong(onlyCase), "it is compared in memory now");
    }

    [Fact]
    public async Task Only_the_first_of_two_hundred_pays()
    {
        var room = await RoomAsync("gelbe-birne-42");
        var before = _gateway.Get<HashQueue>().Done;

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => TryAsync(room, "gelbe-birne-42")));

        answers.Should().AllBeOfType<PasswordTry.Right>();
        (_gateway.Get<HashQueue>().Done - before).Should().Be(1);
    }

    [Fact]
    public async Task A_changed_password_is_hashed_anew_and_the_old_one_is_wrong()
    {
        var room = await RoomAsync("gelbe-birne-42");
        await TryAsync(room, "gelbe-birne-42");

        var changed = await RoomAsync("blaue-feder-17");

        (await TryAsync(changed, "gelbe-birne-42")).Should().Be(new PasswordTry.Wrong(OnlyCase: false));
        (await TryAsync(changed, "blaue-feder-17")).Should().BeOfType<PasswordTry.Right>();
    }

    [Fact]
    public async Task A_browser_that_was_right_once_is_known_for_that_room()
    {
        var room = await RoomAsync("gelbe-birne-42");
        var context = Visitor();
        await Passwords.TryAsync(context, room, "gelbe-birne-42", null);
        var cookie = context.Response.Headers.SetCookie.Single()!.Split(';')[0];
        var browsers = _gateway.Get<KnownBrowsers>();

        browsers.IdFor(Visitor(cookie), room.Name).Should().NotBeNull();
        browsers.IdFor(Visitor(cookie), Name("anders")).Should().BeNull("it was right for one room");
        browsers.IdFor(Visitor(cookie[..^2] + "AA"), room.Name).Should().BeNull("nobody can make such a cookie");
        browsers.IdFor(Visitor(), room.Name).Should().BeNull();
    }

    [Fact]
    public async Task Strangers_who_guess_hold_up_neither_a_known_browser_nor_a_member()
    {
        var room = await RoomAsync("gelbe-birne-42");
        var context = Visitor();
        await Passwords.TryAsync(context, room, "gelbe-birne-42", null);
        var cookie = context.Response.Headers.SetCookie.Single()!.Split(';')[0];
        // Right ones give their network places: strangers come from elsewhere.
        for (var i = 0; i < RoomGuesses.PerRoom; i++)
            await Passwords.TryAsync(Visitor(address: $"203.0.{i}.1"), room, "geraten", null);

        (await Passwords.TryAsync(Visitor(cookie), room, "gelbe-birne-42", null)).Should().BeOfType<PasswordTry.Right>();
        var member = new Ticket(TicketText.MakeId(), room.Name, TicketKind.Member) { Revision = 1, Account = "a1", Expires = DateTimeOffset.MaxValue };
        (await Passwords.TryAsync(Visitor(address: "192.0.2.9"), room, "gelbe-birne-42", member)).Should().BeOfType<PasswordTry.Right>();
    }

    [Fact]
    public async Task A_text_of_ten_thousand_characters_is_wrong_and_costs_no_hash()
    {
        var room = await RoomAsync("gelbe-birne-42");
        var before = _gateway.Get<HashQueue>().Done;

        (await TryAsync(room, new string('a', 10_000))).Should().Be(new PasswordTry.Wrong(OnlyCase: false));

        _gateway.Get<HashQueue>().Done.Should().Be(before);
    }

    [Theory]
    [InlineData(Language.German)]
    [InlineData(Language.English)]
    public void A_suggestion_is_three_plain_words_and_two_digits(Language language)
    {
        var words = SuggestedPassword.WordsOf(language);
        words.Should().HaveCountGreaterThanOrEqualTo(128).And.OnlyHaveUniqueItems();
        words.Should().AllSatisfy(word => word.Should().MatchRegex("^[a-z]{4,9}$", "it can be typed on every keyboard"));

        var suggestions = Enumerable.Range(0, 100).Select(_ => SuggestedPassword.Make(language)).ToList();

        suggestions.Should().AllSatisfy(each => each.Should().MatchRegex("^[a-z]+-[a-z]+-[a-z]+-[0-9]{2}$")).And.OnlyHaveUniqueItems();
        suggestions.Should().AllSatisfy(each => TypedPassword.Normalised(each).Should().Be(each));
    }

    private Task<PasswordTry> TryAsync(Room room, string typed) => Passwords.TryAsync(Visitor(), room, typed, null);

    private async Task<Room> RoomAsync(string password)
    {
        var hashes = await Passwords.HashAsync(TypedPassword.Normalised(password)!);
        return new Room
        {
            Name = Name("vorstand"), RightsRevision = 1, Revision = 1, CreatedAt = DateTimeOffset.UnixEpoch, PasswordHash = hashes!.Exact, PasswordSmallHash = hashes.Small,
        };
    }

    private static RoomName Name(string key) => RoomName.TryParseKey(key, out var room) ? room : throw new ArgumentException(key);

    private static DefaultHttpContext Visitor(string? cookie = null, string address = "198.51.100.7")
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        if (cookie is not null)
            context.Request.Headers.Cookie = cookie;
        return context;
    }
}
