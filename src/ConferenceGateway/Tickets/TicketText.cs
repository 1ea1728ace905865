using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ConferenceGateway.Core;

namespace ConferenceGateway.Tickets;

/// <summary>
/// A ticket as it is written: some sixty characters of base64url. The room is not in it, but under the signature: the
/// text of one room is nothing in another.
/// <code>
/// key (1) kind (1) id (9) expires (4, minutes) revision (8) account (1+n) invitation (1+n) name (1+n, UTF-8) mac (16)
/// </code>
/// </summary>
internal static class TicketText
{
    /// <summary>Longer texts are none of ours.</summary>
    public const int MostCharacters = 600;

    private static readonly SearchValues<char> Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private const int IdBytes = 9;
    private const int MacBytes = 16;
    private const int MostNameBytes = 160;
    private const int MostIdBytes = 64;

    /// <summary>Bytes before the parts whose length differs.</summary>
    private const int FixedBytes = 1 + 1 + IdBytes + 4 + 8;

    /// <summary>A new id: 72 random bits, 12 characters.</summary>
    public static string MakeId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));

    /// <summary>Writes a ticket and signs it.</summary>
    public static string Write(Ticket ticket, TicketKey key)
    {
        Span<byte> bytes = stackalloc byte[FixedBytes + 2 * (1 + MostIdBytes) + 1 + MostNameBytes + MacBytes];
        bytes[0] = key.Id;
        bytes[1] = (byte)ticket.Kind;
        Base64Url.DecodeFromChars(ticket.Id, bytes.Slice(2, IdBytes));
        BinaryPrimitives.WriteUInt32BigEndian(bytes[11..], Minutes(ticket.Expires));
        BinaryPrimitives.WriteInt64BigEndian(bytes[15..], ticket.Revision);
        var at = FixedBytes;
        Append(bytes, ref at, ticket.Account, MostIdBytes);
        Append(bytes, ref at, ticket.Invitation, MostIdBytes);
        Append(bytes, ref at, ticket.Name, MostNameBytes);
        key.Sign(ticket.Room, bytes[..at]).AsSpan(0, MacBytes).CopyTo(bytes[at..]);
        return Base64Url.EncodeToString(bytes[..(at + MacBytes)]);
    }

    /// <summary>Reads a ticket for that room; null: it is none, none of this room, none of our keys, or it has ended.</summary>
    public static Ticket? Read(ReadOnlySpan<char> text, RoomName room, TicketKeyRing keys, DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[MostCharacters];
        // The decoder passes over blanks and padding, which we never write.
        if (text.Length is 0 or > MostCharacters || text.ContainsAnyExcept(Letters) ||
            Base64Url.DecodeFromChars(text, bytes, out _, out var length) != OperationStatus.Done || length < FixedBytes + 3 + MacBytes)
            return null;
        var signed = bytes[..(length - MacBytes)];
        if (keys.Find(bytes[0]) is not { } key ||
            !CryptographicOperations.FixedTimeEquals(key.Sign(room, signed).AsSpan(0, MacBytes), bytes[(length - MacBytes)..length]))
            return null;
        // Signed by us, so it is whole.
        var expires = DateTimeOffset.FromUnixTimeSeconds(60L * BinaryPrimitives.ReadUInt32BigEndian(signed[11..]));
        if (expires <= now)
            return null;
        var at = FixedBytes;
        return new Ticket(Base64Url.EncodeToString(signed.Slice(2, IdBytes)), room, (TicketKind)signed[1])
        {
            Revision = BinaryPrimitives.ReadInt64BigEndian(signed[15..]),
            Key = key.Id,
            Expires = expires,
            Account = Take(signed, ref at),
            Invitation = Take(signed, ref at),
            Name = Take(signed, ref at),
        };
    }

    /// <summary>When a ticket ends, as it says itself, unverified: enough to choose which one to throw away.</summary>
    public static DateTimeOffset SaidToEnd(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[MostCharacters];
        return text.Length is 0 or > MostCharacters || text.ContainsAnyExcept(Letters) ||
            Base64Url.DecodeFromChars(text, bytes, out _, out var length) != OperationStatus.Done || length < FixedBytes
            ? DateTimeOffset.MinValue
            : DateTimeOffset.FromUnixTimeSeconds(60L * BinaryPrimitives.ReadUInt32BigEndian(bytes[11..]));
    }

    /// <summary>A name as a ticket can hold it: one line, trimmed and cut; null where nothing is left.</summary>
    public static string? NameOf(string? typed)
    {
        var name = OneLine.Of(typed ?? "").Trim();
        if (name.Length > Ticket.MostNameCharacters)
            name = name[..Ticket.MostNameCharacters];
        while (Encoding.UTF8.GetByteCount(name) > MostNameBytes || (name.Length > 0 && char.IsHighSurrogate(name[^1])))
            name = name[..^1];
        return name.Length == 0 ? null : name;
    }

    private static uint Minutes(DateTimeOffset at) => (uint)(at.ToUnixTimeSeconds() / 60);

    private static void Append(Span<byte> to, ref int at, string? text, int most)
    {
        var length = text is null ? 0 : Encoding.UTF8.GetBytes(text, to.Slice(at + 1, most));
        to[at] = (byte)length;
        at += 1 + length;
    }

    private static string? Take(ReadOnlySpan<byte> from, ref int at)
    {
        var length = from[at];
        var text = length == 0 ? null : Encoding.UTF8.GetString(from.Slice(at + 1, length));
        at += 1 + length;
        return text;
    }
}
