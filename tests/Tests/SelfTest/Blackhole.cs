using System.Net;
using System.Net.Sockets;

namespace ConferenceGateway.Tests.SelfTest;

/// <summary>An address that swallows packets: its queue of connections is full, so the system answers no new one.</summary>
internal sealed class Blackhole : IDisposable
{
    private readonly List<Socket> _sockets = [];

    public Blackhole()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        _sockets.Add(listener);
        var end = (IPEndPoint)listener.LocalEndPoint!;
        Address = $"http://127.0.0.1:{end.Port}";
        for (var i = 0; i < 8; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            _sockets.Add(socket);
            try
            {
                socket.Connect(end);
            }
            catch (SocketException)
            {
                // In progress, as wished.
            }
        }
    }

    public string Address { get; }

    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());
}
