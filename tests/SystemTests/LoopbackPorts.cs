using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ConferenceGateway.SystemTests;

/// <summary>
/// Ports for foreign servers, which cannot be told "any". They come from below the range that the kernel hands to
/// outgoing connections: a server that is started again must find its port free, and a client that asks for a dead
/// server on a port of that range could, on loopback, be connected to itself.
/// </summary>
internal static class LoopbackPorts
{
    private const int Lowest = 15_000;
    private const int Tries = 200;
    private static readonly Lock Gate = new();
    private static readonly HashSet<int> Taken = [];

    public static int Next()
    {
        var first = FirstOutgoingPort();
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var port = Random.Shared.Next(Lowest, first);
            lock (Gate)
            {
                if (!Taken.Contains(port) && IsFree(port))
                {
                    Taken.Add(port);
                    return port;
                }
            }
        }

        throw new InvalidOperationException($"No free loopback port found between {Lowest} and {first}.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FirstOutgoingPort()
    {
        const string Range = "/proc/sys/net/ipv4/ip_local_port_range";
        const int UsualFirst = 32_768;
        var first = File.Exists(Range)
            ? int.Parse(File.ReadAllText(Range).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture)
            : UsualFirst;
        // A machine that lends out nearly all ports leaves nothing below; then any port must do.
        return first > Lowest + 1_000 ? first : UsualFirst;
    }
}
