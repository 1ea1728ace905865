using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace ConferenceGateway.Benchmarks.Measuring;

/// <summary>
/// Makes another .NET process collect its garbage, through the diagnostic port that every .NET process opens: a tracing session with the
/// keyword GCHeapCollect begins with a full blocking collection. Protocol:
/// https://github.com/dotnet/diagnostics/blob/main/documentation/design-docs/ipc-protocol.md
/// </summary>
internal static class ForcedCollection
{
    private const byte EventPipe = 0x02;
    private const byte StopTracing = 0x01;
    private const byte CollectTracing2 = 0x03;
    private const byte Accepted = 0x00;
    private const ulong HeapCollect = 0x80_0000;
    private const int HeaderLength = 20;
    private static readonly TimeSpan CollectionTime = TimeSpan.FromMilliseconds(700);

    public static async Task RunAsync(int processId, CancellationToken stop)
    {
        using var tracing = Connect(processId);
        await tracing.SendAsync(Message(CollectTracing2, Session()), stop);
        var session = await AnswerAsync(tracing, stop);
        // The session opens before the collection ends; what it writes must be read, or the process waits for us.
        var events = DrainAsync(tracing, stop);
        await Task.Delay(CollectionTime, stop);
        using var stopping = Connect(processId);
        await stopping.SendAsync(Message(StopTracing, session), stop);
        await AnswerAsync(stopping, stop);
        await events.WaitAsync(TimeSpan.FromSeconds(10), stop);
    }

    private static Socket Connect(int processId)
    {
        // A process that was killed leaves its file behind, and numbers of processes come round again.
        var file = new DirectoryInfo(Path.GetTempPath()).EnumerateFiles($"dotnet-diagnostic-{processId}-*-socket").MaxBy(file => file.CreationTimeUtc)?.FullName
            ?? throw new BenchmarkException($"Process {processId} has no diagnostic port; is DOTNET_EnableDiagnostics=0 set?");
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(file));
        return socket;
    }

    private static byte[] Session()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(1u); // buffer, MB
        writer.Write(1u); // format: nettrace
        writer.Write(false); // no rundown
        writer.Write(1u); // one provider
        writer.Write(HeapCollect);
        writer.Write(4u); // informational
        WriteText(writer, "Microsoft-Windows-DotNETRuntime");
        WriteText(writer, "");
        return bytes.ToArray();
    }

    private static void WriteText(BinaryWriter writer, string text)
    {
        writer.Write((uint)text.Length + 1);
        writer.Write(Encoding.Unicode.GetBytes(text + '\0'));
    }

    private static byte[] Message(byte command, byte[] payload)
    {
        var message = new byte[HeaderLength + payload.Length];
        "DOTNET_IPC_V1\0"u8.CopyTo(message);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(14), (ushort)message.Length);
        message[16] = EventPipe;
        message[17] = command;
        payload.CopyTo(message, HeaderLength);
        return message;
    }

    private static async Task<byte[]> AnswerAsync(Socket socket, CancellationToken stop)
    {
        var header = await ReadAsync(socket, HeaderLength, stop);
        var payload = await ReadAsync(socket, BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(14)) - HeaderLength, stop);
        return header[17] == Accepted ? payload : throw new BenchmarkException("The runtime refused a forced collection.");
    }

    private static async Task<byte[]> ReadAsync(Socket socket, int length, CancellationToken stop)
    {
        var bytes = new byte[length];
        for (var have = 0; have < length;)
        {
            var count = await socket.ReceiveAsync(bytes.AsMemory(have), stop);
            if (count == 0)
                throw new BenchmarkException("The runtime closed its diagnostic port.");
            have += count;
        }

        return bytes;
    }

    private static async Task DrainAsync(Socket socket, CancellationToken stop)
    {
        var buffer = new byte[64 * 1024];
        while (await socket.ReceiveAsync(buffer.AsMemory(), stop) > 0)
        {
            // Only the collection counts.
        }
    }
}
