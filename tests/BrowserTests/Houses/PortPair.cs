using System.Net;
using System.Net.Sockets;

namespace ConferenceGateway.BrowserTests.Houses;

/// <summary>
/// Two free neighbouring ports: rooms and sign-in. A gateway's public address must be known before it listens, so these
/// cannot be "any"; they come from below the range that the kernel lends to outgoing connections.
/// </summary>
internal static class PortPair
{
    private const int Lowest = 15_000;
    private const int AboveHighest = 32_000;
    private const int Tries = 200;
    private static readonly Lock Gate = new();
    private static readonly HashSet<int> Taken = [];

    /// <summary>The lower port of the pair.</summary>
    public static int Next()
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var port = Random.Shared.Next(Lowest, AboveHighest) & ~1;
            lock (Gate)
            {
                if (!Taken.Contains(port) && IsFree(port) && IsFree(port + 1))
                {
                    Taken.Add(port);
                    return port;
                }
            }
        }

        throw new InvalidOperationException($"No two neighbouring free ports found between {Lowest} and {AboveHighest}.");
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
}
