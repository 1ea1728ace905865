namespace ConferenceGateway.Tests.Proxy.Carrying;

/// <summary>Frames of a websocket, as a client (masked) or a server sends them; and the messages within such bytes.</summary>
internal static class Frames
{
    private static readonly int[] Sizes = [0, 1, 125, 126, 127, 1000, 65_535, 65_536, 70_000];

    /// <summary>One frame.</summary>
    public static byte[] Of(int opcode, byte[] payload, bool isFinal = true, bool isMasked = true, bool isCompressed = false)
    {
        var bytes = new List<byte> { (byte)((isFinal ? 0x80 : 0) | (isCompressed ? 0x40 : 0) | opcode) };
        var mask = (byte)(isMasked ? 0x80 : 0);
        if (payload.Length < 126)
            bytes.Add((byte)(mask | payload.Length));
        else if (payload.Length <= ushort.MaxValue)
            bytes.AddRange([(byte)(mask | 126), (byte)(payload.Length >> 8), (byte)payload.Length]);
        else
            bytes.AddRange([(byte)(mask | 127), 0, 0, 0, 0, (byte)(payload.Length >> 24), (byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length]);
        byte[] key = isMasked ? [0x81, 0x00, 0xff, 0x7e] : [];
        bytes.AddRange(key);
        bytes.AddRange(isMasked ? payload.Select((b, i) => (byte)(b ^ key[i % 4])) : payload);
        return [.. bytes];
    }

    /// <summary>One message of a client: in one frame or several, compressed or not, with pings between and behind.</summary>
    public static byte[] Message(byte shape)
    {
        var payload = new byte[Sizes[shape % Sizes.Length]];
        // Bytes that would be frames themselves, for whoever loses the count.
        for (var i = 0; i < payload.Length; i++)
            payload[i] = (byte)(i % 2 == 0 ? 0x88 : 0x80);
        var isCompressed = (shape & 0x10) != 0;
        byte[] ping = (shape & 0x20) != 0 ? Of(9, [1, 2, 3]) : [];
        if ((shape & 0x40) == 0)
            return [.. Of(1, payload, isCompressed: isCompressed), .. ping];
        var third = payload.Length / 3;
        return
        [
            .. Of(1, payload[..third], isFinal: false, isCompressed: isCompressed), .. ping,
            .. Of(0, payload[third..(2 * third)], isFinal: false), .. ping,
            .. Of(0, payload[(2 * third)..]),
        ];
    }
}
