using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ConferenceGateway.Core;

namespace ConferenceGateway.Tickets;

/// <summary>A key that tickets are signed with. A class, so that nothing prints the secret.</summary>
internal sealed class TicketKey(byte id, byte[] secret, DateTimeOffset madeAt)
{
    private static readonly byte[] TicketPurpose = "conference-gateway ticket\0"u8.ToArray();

    // A key of its own for each purpose: what one of them signs means nothing to the other.
    private readonly byte[] _jwt = HMACSHA256.HashData(secret, "conference-gateway jwt"u8);

    /// <summary>1 to 255; in the first byte of every ticket.</summary>
    public byte Id { get; } = id;

    /// <summary>When it was made; after a while a newer one signs.</summary>
    public DateTimeOffset MadeAt { get; } = madeAt;

    /// <summary>The signature under a ticket of that room; 32 bytes.</summary>
    public byte[] Sign(RoomName room, ReadOnlySpan<byte> ticket)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData(TicketPurpose);
        hash.AppendData(Encoding.UTF8.GetBytes(room.Key));
        // No room has this character in its name, so the two cannot be told as other two.
        hash.AppendData([0]);
        hash.AppendData(ticket);
        return hash.GetHashAndReset();
    }

    /// <summary>The signature under an app's JWT; 32 bytes.</summary>
    public byte[] SignJwt(ReadOnlySpan<byte> headerAndPayload) => HMACSHA256.HashData(_jwt, headerAndPayload);
}

/// <summary>The keys at one moment: the newest signs, all verify. Replaced, never changed.</summary>
internal sealed class TicketKeyRing(ImmutableArray<TicketKey> keys)
{
    /// <summary>The one that signs.</summary>
    public TicketKey Newest { get; } = keys[^1];

    /// <summary>All there are, the oldest first.</summary>
    public ImmutableArray<TicketKey> All => keys;

    /// <summary>The key of that id, or null.</summary>
    public TicketKey? Find(byte id)
    {
        foreach (var key in keys)
        {
            if (key.Id == id)
                return key;
        }

        return null;
    }
}
