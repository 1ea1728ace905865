using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ConferenceGateway.SelfTest.Asking;

/// <summary>
/// Asks for each name once. The system's resolver blocks, for half a minute if its servers are dead, and cannot be
/// stopped: each name gets a thread of its own, so that a dead one holds up nobody else.
/// </summary>
internal sealed class NameBook(Func<string, IPAddress[]> resolve)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<IPAddress[]>>> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The addresses of a name or of an address itself.</summary>
    /// <exception cref="SocketException">It has none.</exception>
    public Task<IPAddress[]> FindAsync(string host, CancellationToken cancellation) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var address)
            ? Task.FromResult(new[] { address })
            : _names.GetOrAdd(host, name => new Lazy<Task<IPAddress[]>>(() => AskAsync(name))).Value.WaitAsync(cancellation);

    private async Task<IPAddress[]> AskAsync(string name)
    {
        var found = await Task.Factory.StartNew(() => resolve(name), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return found.Length > 0 ? found : throw new SocketException((int)SocketError.HostNotFound);
    }
}
