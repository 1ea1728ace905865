namespace ConferenceGateway.Proxy.Carrying;

/// <summary>
/// Follows one direction of a websocket (RFC 6455, 5.2) as its bytes pass, however they are cut, and knows when they stand
/// between two messages. Reads headers only: what is in a message, and whether it is compressed, does not matter.
/// </summary>
internal struct FrameFollower
{
    private const byte Final = 0x80;
    private const byte Control = 0x08;
    private const byte Close = 0x08;

    private byte _first;
    private int _headerSeen;
    private int _headerSize;
    private int _lengthBytes;
    private long _payload;
    private bool _isInMessage;
    private bool _isOver;

    /// <summary>Whether another message may begin here. Never again once a close frame passed, or what passed is no frame.</summary>
    public readonly bool IsBetween => _headerSeen == 0 && !_isInMessage && !_isOver;

    /// <summary>Whether the frame that passes is one of control, which may stand within a message.</summary>
    public readonly bool IsControl => (_first & Control) != 0;

    /// <summary>Follows all of these bytes.</summary>
    public void Follow(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[Next(bytes, out _)..];
    }

    /// <summary>Follows these bytes to the first place between two messages.</summary>
    /// <returns>How many bytes come before it; all, if it does not come.</returns>
    public int FollowToBetween(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length && !IsBetween)
            at += Next(bytes[at..], out _);
        return at;
    }

    /// <summary>Follows these bytes to the end of a header or of a frame.</summary>
    /// <returns>How many were followed; at least one.</returns>
    public int Next(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (_isOver)
            return bytes.Length;
        if (_headerSeen < 2 || _headerSeen < _headerSize)
            return ReadHeader(bytes);

        var take = (int)Math.Min(_payload, bytes.Length);
        payload = bytes[..take];
        _payload -= take;
        if (_payload == 0)
            EndFrame();
        return take;
    }

    private int ReadHeader(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            var next = bytes[i];
            switch (_headerSeen++)
            {
                case 0:
                    _first = next;
                    continue;
                case 1:
                    var length = next & 0x7f;
                    _lengthBytes = length switch { 126 => 2, 127 => 8, _ => 0 };
                    _payload = length < 126 ? length : 0;
                    _headerSize = 2 + _lengthBytes + ((next & 0x80) != 0 ? 4 : 0);
                    break;
                case var at when at < 2 + _lengthBytes:
                    _payload = (_payload << 8) | next;
                    break;
            }

            if (_headerSeen < _headerSize)
                continue;
            // 63 bits are all that a length may have.
            if (_payload < 0)
                _isOver = true;
            else if (_payload == 0)
                EndFrame();
            return i + 1;
        }

        return bytes.Length;
    }

    private void EndFrame()
    {
        _headerSeen = 0;
        if (!IsControl)
            _isInMessage = (_first & Final) == 0;
        else if ((_first & 0x0f) == Close)
            _isOver = true;
    }
}
