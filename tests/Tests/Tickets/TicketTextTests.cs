using System.Buffers.Text;
using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Tickets;
using FsCheck;
using FsCheck.Xunit;
using Xunit;

namespace ConferenceGateway.Tests.Tickets;

/// <summary>A ticket is what we signed, for that room, in that time; anything else is none.</summary>
public sealed class TicketTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    private static readonly TicketKey Old = Key(1);
    private static readonly TicketKey Young = Key(2);
    private static readonly TicketKeyRing Keys = new([Old, Young]);
    private static readonly RoomName Plenum = Room("plenum");

    private static readonly Ticket Ticket = new(TicketText.MakeId(), Plenum, TicketKind.Member)
    {
        Revision = 7,
        Name = "Jörg Müller-Lüdenscheidt",
        Account = "0123456789abcdef",
        Expires = Now.AddHours(12),
        Key = 2,
    };

    [Fact]
    public void What_was_written_is_read() => Read(TicketText.Write(Ticket, Young)).Should().Be(Ticket);

    [Theory]
    [InlineData(nameof(TicketKind.Guest), null, null)]
    [InlineData(nameof(TicketKind.Invited), "anna", "inv")]
    [InlineData(nameof(TicketKind.Waiting), "名前 👩‍👩‍👧", null)]
    public void Of_every_kind(string kind, string? name, string? invitation)
    {
        var ticket = Ticket with { Kind = Enum.Parse<TicketKind>(kind), Name = name, Account = null, Invitation = invitation };
        Read(TicketText.Write(ticket, Young)).Should().Be(ticket);
    }

    [Fact]
    public void Any_flipped_bit_is_refused()
    {
        var bytes = Base64Url.DecodeFromChars(TicketText.Write(Ticket, Young));
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var changed = bytes.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Read(Base64Url.EncodeToString(changed)).Should().BeNull("of bit {0}", bit);
        }
    }

    [Property(MaxTest = 500)]
    public bool Whatever_is_shown_is_no_ticket(string? text) => Read(text ?? "") is null;

    [Property(MaxTest = 300)]
    public bool A_changed_character_is_refused(NonNegativeInt place, char other)
    {
        var text = TicketText.Write(Ticket, Young).ToCharArray();
        var at = place.Get % text.Length;
        if (text[at] == other)
            return true;
        text[at] = other;
        // The last character has bits that no byte needs: the decoder must refuse another writing of the same ticket.
        return Read(new string(text)) is null;
    }

    [Fact]
    public void No_shorter_and_no_longer_one_is_one()
    {
        var text = TicketText.Write(Ticket, Young);
        for (var length = 0; length < text.Length; length++)
            Read(text[..length]).Should().BeNull();
        foreach (var more in new[] { "A", "AAAA", "=", "==", " ", "\r\n", "\t", "\0", ";", "," })
        {
            Read(text + more).Should().BeNull();
            Read(more + text).Should().BeNull();
            Read(text.Insert(20, more)).Should().BeNull();
        }
    }

    [Theory]
    [InlineData("plenum2")]
    [InlineData("acme/plenum")]
    [InlineData("plenu")]
    public void That_of_one_room_is_nothing_in_another(string other) =>
        TicketText.Read(TicketText.Write(Ticket, Young), Room(other), Keys, Now).Should().BeNull();

    [Fact]
    public void One_that_has_ended_is_none()
    {
        var text = TicketText.Write(Ticket, Young);
        TicketText.Read(text, Plenum, Keys, Ticket.Expires.AddSeconds(-1)).Should().NotBeNull();
        TicketText.Read(text, Plenum, Keys, Ticket.Expires).Should().BeNull();
    }

    [Fact]
    public void An_older_key_still_verifies_until_it_is_forgotten()
    {
        var text = TicketText.Write(Ticket, Old);
        Read(text).Should().Be(Ticket with { Key = 1 });
        TicketText.Read(text, Plenum, new TicketKeyRing([Young]), Now).Should().BeNull();
    }

    [Fact]
    public void A_key_of_the_same_number_that_is_another_is_refused() =>
        TicketText.Read(TicketText.Write(Ticket, Key(2)), Plenum, Keys, Now).Should().BeNull();

    [Fact]
    public void It_is_small() => TicketText.Write(Ticket, Young).Length.Should().BeLessThan(130);

    private static Ticket? Read(string text) => TicketText.Read(text, Plenum, Keys, Now);

    private static TicketKey Key(byte id) => new(id, System.Security.Cryptography.RandomNumberGenerator.GetBytes(32), Now);

    private static RoomName Room(string key) => RoomName.TryParseKey(key, out var room) ? room : throw new ArgumentException(key);
}
