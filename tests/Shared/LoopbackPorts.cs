using System.Globalization;
using System.Net.Sockets;
using System.Net;

namespace ConferenceGateway.Testing;

/// <summary>
/// Ports for what cannot be told "any": servers of others, and a gateway whose public address must be known before it
/// listens. They come from below the range that the kernel hands to
/// outgoing connections: a server that is started again must find its port free, and a client that asks for a dead
/// server on a port of that range could, on loopback, be connected to itself.
/// </summary>
internal static class LoopbackPorts
{
    private const int Lowest = 15_000;
    private const int Tries = 200;
    private static readonly Lock Gate = new();
    private static readonly HashSet<int> Taken = [];

    /// <summary>A free port.</summary>
    public static int Next() => Next(count: 1);

    /// <summary>The lower one of two free neighbours: rooms and sign-in.</summary>
    public static int NextPair() => Next(count: 2);

    /// <summary>The lowest of so many free neighbours.</summary>
    public static int NextRow(int count) => Next(count);

    private static int Next(int count)
    {
        var first = FirstOutgoingPort();
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var port = Random.Shared.Next(Lowest, first);
            lock (Gate)
            {
                var ports = Enumerable.Range(port, count).ToList();
                if (ports.TrueForAll(each => !Taken.Contains(each) && IsFree(each)))
                {
                    Taken.UnionWith(ports);
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
