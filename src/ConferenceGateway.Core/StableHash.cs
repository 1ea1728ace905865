using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace ConferenceGateway.Core;

/// <summary>A hash that is the same in every process; <see cref="string.GetHashCode()"/> is not.</summary>
public static class StableHash
{
    /// <summary>The hash of the second text, seeded by the first.</summary>
    public static ulong Of(string first, string second) =>
        XxHash64.HashToUInt64(Bytes(second), unchecked((long)XxHash64.HashToUInt64(Bytes(first))));

    private static ReadOnlySpan<byte> Bytes(string text) => MemoryMarshal.AsBytes(text.AsSpan());
}
