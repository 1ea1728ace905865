namespace ConferenceGateway.Proxy;

/// <summary>Passes a BOSH answer on and keeps its first bytes, which name the session or end it.</summary>
internal sealed class BoshAnswer(Stream to) : Stream
{
    private byte[] _start = [];
    private bool _isWhole;

    /// <summary>Whether anything of it was seen.</summary>
    public bool HasBegun => _start.Length > 0;

    /// <summary>The opening tag, as far as one was seen.</summary>
    public BoshTag Tag => BoshTag.TryRead(_start, out var tag) ? tag : default;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        Keep(buffer.AsSpan(offset, count));
        to.Write(buffer, offset, count);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Keep(buffer.Span);
        return to.WriteAsync(buffer, cancellationToken);
    }

    public override void Flush() => to.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => to.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_isWhole || _start.Length >= BoshTag.MaxLength)
            return;
        // Almost always one write holds the whole answer, and little of it is the tag.
        var end = bytes.IndexOf((byte)'>');
        _isWhole = end >= 0;
        var take = Math.Min(_isWhole ? end + 1 : bytes.Length, BoshTag.MaxLength - _start.Length);
        _start = [.. _start, .. bytes[..take]];
    }
}
