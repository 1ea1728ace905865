using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConferenceGateway.Benchmarks.Load;

/// <summary>Clients that send one byte a second and never come to an end; each notes when it was cut off.</summary>
internal sealed class SlowClients : IDisposable
{
    private static readonly TimeSpan Drip = TimeSpan.FromSeconds(1);

    private readonly List<Client> _clients = [];
    private readonly long _since = Stopwatch.GetTimestamp();

    private sealed record Client(Socket Socket, byte[] Drips, bool IsBody)
    {
        public int Sent { get; set; }

        public TimeSpan Opened { get; init; }

        public TimeSpan? Cut { get; set; }
    }

    /// <summary>Opens them all, headers and bodies mixed, fifty from each of some loopback addresses.</summary>
    public SlowClients(IPEndPoint peer, int headers, int bodies)
    {
        var all = headers + bodies;
        for (var i = 0; i < all; i++)
        {
            var isBody = (i + 1) * bodies / all > i * bodies / all;
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(new IPAddress([127, 0, 1, (byte)(1 + i / 50 % 200)]), 0));
            socket.Connect(peer);
            socket.Send(Encoding.ASCII.GetBytes(isBody
                ? $"POST /http-bind?room={RequestMix.Room} HTTP/1.1\r\nHost: {peer}\r\nOrigin: http://{peer}\r\nContent-Type: text/xml\r\nContent-Length: 4000\r\n\r\n"
                : $"GET /{RequestMix.Room} HTTP/1.1\r\nHost: {peer}\r\n"));
            socket.Blocking = false;
            var drips = isBody ? $"<body xmlns='{new string('x', 3900)}'" : $"X-Slow: {new string('x', 3900)}";
            _clients.Add(new Client(socket, Encoding.ASCII.GetBytes(drips), isBody) { Opened = Stopwatch.GetElapsedTime(_since) });
        }
    }

    public bool AreAllCut => _clients.All(client => client.Cut is not null);

    public (int Cut, int All, double SlowestSeconds) Of(bool bodies)
    {
        var mine = _clients.Where(client => client.IsBody == bodies).ToArray();
        var cut = mine.Where(client => client.Cut is not null).ToArray();
        return (cut.Length, mine.Length, cut.Select(client => (client.Cut!.Value - client.Opened).TotalSeconds).DefaultIfEmpty().Max());
    }

    /// <summary>Drips until all are cut or the time is over.</summary>
    public async Task DripAsync(TimeSpan limit, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Drip);
        while (!AreAllCut && Stopwatch.GetElapsedTime(_since) < limit && await timer.WaitForNextTickAsync(stop))
        {
            foreach (var client in _clients.Where(client => client.Cut is null))
                Step(client);
        }
    }

    public void Dispose() => _clients.ForEach(client => client.Socket.Dispose());

    private void Step(Client client)
    {
        Span<byte> answer = stackalloc byte[2048];
        var count = client.Socket.Receive(answer, SocketFlags.None, out var received);
        var sent = SocketError.Success;
        if (received == SocketError.WouldBlock || count > 0)
            client.Socket.Send(client.Drips.AsSpan(client.Sent++, 1), SocketFlags.None, out sent);
        if ((count == 0 && received == SocketError.Success) || received is not (SocketError.Success or SocketError.WouldBlock) || sent is not (SocketError.Success or SocketError.WouldBlock))
            client.Cut = Stopwatch.GetElapsedTime(_since);
    }
}
