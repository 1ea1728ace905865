using AwesomeAssertions;
using ConferenceGateway.Proxy.Carrying;
using FsCheck;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Proxy.Carrying;

/// <summary>The goodbye stands between two messages, and nothing else is changed, however the bytes are cut.</summary>
public sealed class SignalStreamTests
{
    private static readonly byte[] Ping = Frames.Of(9, [7]);

    private readonly FakeTimeProvider _time = new();

    [Property(MaxTest = 300)]
    public void However_the_bytes_are_cut_the_goodbye_stands_at_the_next_end_of_a_message(NonEmptyArray<byte> shapes, ushort[] cuts, ushort leaveAt, bool isSlow)
    {
        var messages = shapes.Get.Take(8).Select(Frames.Message).ToList();
        byte[] client = [.. messages.SelectMany(bytes => bytes)];
        var pieces = Cut(client, cuts);
        var leavesBefore = leaveAt % (pieces.Count + 1);
        using var shard = new Shard { IsSlow = isSlow };
        using var stream = new SignalStream(shard, watch: null, _time);

        var passed = 0;
        Task? leaving = null;
        for (var i = 0; i <= pieces.Count; i++)
        {
            if (i == leavesBefore)
                leaving = stream.LeaveAsync();
            if (i == pieces.Count)
                break;
            if (i < leavesBefore)
                passed += pieces[i].Length;
            Wait(stream.WriteAsync(pieces[i]).AsTask());
        }

        stream.Dispose();
        Wait(leaving!);
        var between = Ends(messages).First(end => end >= passed);
        shard.Received[..between].Should().Equal(client[..between]);
        IsGoodbye(shard.Received.AsSpan(between)).Should().BeTrue();
    }

    [Property(MaxTest = 100)]
    public void Nothing_is_changed_while_nobody_leaves(NonEmptyArray<byte> shapes, ushort[] cuts)
    {
        byte[] client = [.. shapes.Get.Take(8).SelectMany(Frames.Message)];
        using var shard = new Shard();
        using var stream = new SignalStream(shard, watch: null, _time);

        foreach (var piece in Cut(client, cuts))
            Wait(stream.WriteAsync(piece).AsTask());

        shard.Received.Should().Equal(client);
    }

    [Fact]
    public async Task A_message_that_never_ends_is_waited_for_for_a_second()
    {
        using var shard = new Shard();
        using var stream = new SignalStream(shard, watch: null, _time);
        var begun = Frames.Of(1, new byte[1000])[..500];
        await stream.WriteAsync(begun, TestContext.Current.CancellationToken);

        var leaving = stream.LeaveAsync();
        leaving.IsCompleted.Should().BeFalse();
        _time.Advance(SignalStream.Patience);
        await leaving;

        shard.Received.Should().Equal(begun);
    }

    [Fact]
    public async Task A_shard_that_does_not_close_is_waited_for_for_a_second()
    {
        using var shard = new Shard();
        using var stream = new SignalStream(shard, watch: null, _time);

        var leaving = stream.LeaveAsync();
        IsGoodbye(shard.Received).Should().BeTrue();
        leaving.IsCompleted.Should().BeFalse();
        _time.Advance(SignalStream.Patience);
        await leaving;
    }

    [Fact]
    public async Task Behind_a_clients_own_close_nothing_is_said()
    {
        using var shard = new Shard();
        using var stream = new SignalStream(shard, watch: null, _time);
        var close = Frames.Of(8, [3, 232]);
        await stream.WriteAsync(close, TestContext.Current.CancellationToken);

        var leaving = stream.LeaveAsync();
        _time.Advance(SignalStream.Patience);
        await leaving;

        shard.Received.Should().Equal(close);
    }

    [Fact]
    public async Task What_a_client_sends_behind_the_goodbye_reaches_nobody()
    {
        using var shard = new Shard();
        using var stream = new SignalStream(shard, watch: null, _time);
        _ = stream.LeaveAsync();
        var length = shard.Received.Length;

        await stream.WriteAsync(Ping, TestContext.Current.CancellationToken);

        shard.Received.Should().HaveCount(length);
    }

    [Fact]
    public void Writing_takes_no_memory()
    {
        using var shard = new Shard { Keeps = false };
        using var stream = new SignalStream(shard, watch: null, _time);
        ReadOnlyMemory<byte> message = Frames.Message(0x63);
        var first = message[..5];
        var rest = message[5..];

        long Measure()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
            {
                Write(first);
                Write(rest);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        void Write(ReadOnlyMemory<byte> bytes)
        {
            var write = stream.WriteAsync(bytes);
            if (!write.IsCompletedSuccessfully)
                throw new InvalidOperationException("The shard took it at once.");
            write.GetAwaiter().GetResult();
        }

        Measure();
        Measure().Should().Be(0);
    }

    private static bool IsGoodbye(ReadOnlySpan<byte> bytes)
    {
        var text = """<close xmlns="urn:ietf:params:xml:ns:xmpp-framing"/>"""u8;
        return bytes.Length == 6 + text.Length + 6 + 2
            && bytes[0] == 0x81 && bytes[1] == (0x80 | text.Length) && Unmasked(bytes[2..(6 + text.Length)]).AsSpan().SequenceEqual(text)
            && bytes[6 + text.Length] == 0x88 && bytes[7 + text.Length] == 0x82 && Unmasked(bytes[(8 + text.Length)..]).AsSpan().SequenceEqual([(byte)3, (byte)232]);
    }

    private static byte[] Unmasked(ReadOnlySpan<byte> maskAndPayload)
    {
        var mask = maskAndPayload[..4].ToArray();
        return [.. maskAndPayload[4..].ToArray().Select((b, i) => (byte)(b ^ mask[i % 4]))];
    }

    /// <summary>Places between two messages: behind each, and behind a ping that follows one.</summary>
    private static IEnumerable<int> Ends(List<byte[]> messages)
    {
        yield return 0;
        var at = 0;
        foreach (var message in messages)
        {
            byte[] ping = Frames.Of(9, [1, 2, 3]);
            if (message.Length > ping.Length && message.AsSpan(message.Length - ping.Length).SequenceEqual(ping))
                yield return at + message.Length - ping.Length;
            yield return at += message.Length;
        }
    }

    private static List<byte[]> Cut(byte[] bytes, ushort[] cuts)
    {
        var places = cuts.Select(cut => cut % (bytes.Length + 1)).Append(0).Append(bytes.Length).Distinct().Order().ToList();
        return [.. places.Zip(places.Skip(1), (from, to) => bytes[from..to])];
    }

    private static void Wait(Task task) => task.WaitAsync(TimeSpan.FromSeconds(30)).GetAwaiter().GetResult();

    /// <summary>What the shard has received.</summary>
    private sealed class Shard : PassingStream
    {
        private readonly MemoryStream _received = new();

        public bool Keeps { get; init; } = true;

        public bool IsSlow { get; init; }

        public byte[] Received
        {
            get { lock (_received) return _received.ToArray(); }
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!Keeps)
                return default;
            if (IsSlow)
                return SlowlyAsync(buffer);
            lock (_received)
                _received.Write(buffer.Span);
            return default;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => default;

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        private async ValueTask SlowlyAsync(ReadOnlyMemory<byte> buffer)
        {
            await Task.Yield();
            lock (_received)
                _received.Write(buffer.Span);
        }
    }
}
