using System.Security.Cryptography;

namespace ConferenceGateway.Proxy.Carrying;

/// <summary>What a client says to Prosody when somebody leaves: XMPP's own end of the stream (RFC 7395, 3.6), then the websocket's.</summary>
internal static class Goodbye
{
    private const int HeaderBytes = 6;

    private static readonly byte[] Close = "<close xmlns=\"urn:ietf:params:xml:ns:xmpp-framing\"/>"u8.ToArray();

    // 1000: all is done.
    private static readonly byte[] Status = [0x03, 0xe8];

    /// <summary>Both frames: whole, masked, not compressed, whatever the client has agreed on.</summary>
    public static byte[] Frames()
    {
        var bytes = new byte[HeaderBytes + Close.Length + HeaderBytes + Status.Length];
        Write(bytes, opcode: 0x1, Close);
        Write(bytes.AsSpan(HeaderBytes + Close.Length), opcode: 0x8, Status);
        return bytes;
    }

    private static void Write(Span<byte> to, byte opcode, ReadOnlySpan<byte> payload)
    {
        to[0] = (byte)(0x80 | opcode);
        to[1] = (byte)(0x80 | payload.Length);
        var mask = to.Slice(2, 4);
        RandomNumberGenerator.Fill(mask);
        for (var i = 0; i < payload.Length; i++)
            to[HeaderBytes + i] = (byte)(payload[i] ^ mask[i & 3]);
    }
}
