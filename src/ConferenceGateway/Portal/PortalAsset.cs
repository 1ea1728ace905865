using System.IO.Compression;
using System.Security.Cryptography;

namespace ConferenceGateway.Portal;

/// <summary>One file that pages need, ready to be sent.</summary>
internal sealed record PortalAsset(string Path, string MediaType, byte[] Bytes)
{
    /// <summary>Changes with the content; part of the address, so that a browser may keep the file.</summary>
    public string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(Bytes).AsSpan(0, 6));

    /// <summary>
    /// The same in fewer bytes, the best first, by the name of the coding; empty for pictures, which are packed in
    /// themselves. Sheet and script are most of what a page weighs, and hold nothing that their length could tell.
    /// </summary>
    public IReadOnlyList<(string Coding, byte[] Bytes)> Packed { get; } =
        MediaType.StartsWith("text/", StringComparison.Ordinal) || MediaType == "image/svg+xml"
            ? [("br", Pack(Bytes, packed => new BrotliStream(packed, CompressionLevel.Optimal))), ("gzip", Pack(Bytes, packed => new GZipStream(packed, CompressionLevel.SmallestSize)))]
            : [];

    public string Address => $"{Path}?v={Version}";

    private static byte[] Pack(byte[] bytes, Func<Stream, Stream> coding)
    {
        using var packed = new MemoryStream();
        using (var stream = coding(packed))
            stream.Write(bytes);
        return packed.ToArray();
    }
}
