using System.Text;

namespace ConferenceGateway.Proxy.Carrying;

/// <summary>
/// Looks at the first kilobytes that Prosody says on a socket for <c>&lt;enabled … id='…'/&gt;</c> (XEP-0198), by which the
/// session could be taken up again later. Only a message that begins so counts: what people send each other stands within
/// another one.
/// </summary>
internal sealed class ResumptionWatch(Action<string> found)
{
    /// <summary>A client asks for it right after it is bound: some 2 kB into the stream.</summary>
    private const int MostBytes = 32 * 1024;

    private const int MostElement = 512;

    private const int MostId = 128;

    private readonly byte[] _element = new byte[MostElement];
    private FrameFollower _received;
    private int _length;
    private int _seen;

    /// <summary>Looks at what was received. False: there is nothing more to look for.</summary>
    public bool Look(ReadOnlySpan<byte> bytes)
    {
        if ((_seen += bytes.Length) > MostBytes)
            return false;
        while (!bytes.IsEmpty)
        {
            bytes = bytes[_received.Next(bytes, out var payload)..];
            if (!_received.IsControl)
            {
                var take = Math.Min(payload.Length, MostElement - _length);
                payload[..take].CopyTo(_element.AsSpan(_length));
                _length += take;
            }

            if (!_received.IsBetween)
                continue;
            if (IdOf(_element.AsSpan(0, _length)) is { } id)
            {
                found(id);
                return false;
            }

            _length = 0;
        }

        return true;
    }

    private static string? IdOf(ReadOnlySpan<byte> element)
    {
        if (!element.StartsWith("<enabled "u8))
            return null;
        var at = element.IndexOf(" id="u8);
        if (at < 0 || at + 5 >= element.Length)
            return null;
        var quote = element[at + 4];
        var value = element[(at + 5)..];
        var end = quote is (byte)'\'' or (byte)'"' ? value.IndexOf(quote) : -1;
        return end is > 0 and <= MostId ? Encoding.ASCII.GetString(value[..end]) : null;
    }
}
