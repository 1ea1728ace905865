using System.Net;
using System.Net.Sockets;

namespace ConferenceGateway.Benchmarks.Peers;

/// <summary>Ports on 127.0.0.1 that nothing listens on.</summary>
internal static class Loopback
{
    // Below the range from which the kernel takes the source ports of outgoing connections (32768 and up), so that none of them
    // takes a port between our asking and the child's listening.
    private const int First = 12_000;
    private const int Last = 32_000;

    /// <summary>A free port whose next one is free, too: the meeting's and the portal's.</summary>
    public static int FreePort()
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var port = Random.Shared.Next(First, Last);
            if (IsFree(port) && IsFree(port + 1))
                return port;
        }

        throw new BenchmarkException($"No free pair of ports was found on 127.0.0.1 between {First} and {Last}.");
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
