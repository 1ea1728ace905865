using System.Diagnostics;
using System.Net.WebSockets;
using ConferenceGateway.Lab;

namespace ConferenceGateway.Testing;

/// <summary>
/// Somebody who wants to stay in a room: whenever the connection ends they come back, as a browser does. They try once a
/// second, so what is measured with them is up to a second more than what the gateway needs.
/// </summary>
internal sealed class FailoverMember : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(10);

    private readonly Uri _address;
    private readonly string _nick;
    private readonly Dictionary<string, string> _headers;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly List<(long At, string? Shard)> _joins = [];
    private readonly Task _running;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="address">Where the gateway listens.</param>
    /// <param name="host">The host of its meetings.</param>
    /// <param name="room">Which room.</param>
    /// <param name="nick">Under which name.</param>
    /// <param name="source">From which address, as a trusted proxy tells it: a crowd does not come from one.</param>
    public FailoverMember(Uri address, string host, string room, string nick, string source)
    {
        (_address, Room, _nick) = (address, room, nick);
        _headers = new()
        {
            ["Host"] = host,
            ["X-Forwarded-For"] = source,
            ["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        };
        _running = RunAsync();
    }

    public string Room { get; }

    /// <summary>How often they came in, when last (a timestamp of <see cref="Stopwatch"/>), and on which shard.</summary>
    public (int Times, long At, string? Shard) Joins
    {
        get
        {
            lock (_gate)
                return _joins is [.., var last] ? (_joins.Count, last.At, last.Shard) : (0, 0, null);
        }
    }

    /// <summary>Ends when they have come in so many times.</summary>
    public async Task UntilJoinedAsync(int times, CancellationToken cancel)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_joins.Count >= times)
                    return;
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancel);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        await Task.Yield();
        try
        {
            while (true)
            {
                await StayAsync();
                await Task.Delay(Pause, _stopping.Token);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Nobody wants to stay any more.
        }
    }

    private async Task StayAsync()
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        attempt.CancelAfter(LongestAttempt);
        try
        {
            await using var client = await LabClient.ConnectAsync(_address, Room, _headers, attempt.Token);
            await client.JoinAsync(_nick, attempt.Token);
            Came(client.Shard);
            await client.Closed.WaitAsync(_stopping.Token);
        }
        catch (Exception error) when (error is WebSocketException or IOException or HttpRequestException or OperationCanceledException)
        {
            _stopping.Token.ThrowIfCancellationRequested();
        }
    }

    private void Came(string? shard)
    {
        lock (_gate)
        {
            _joins.Add((Stopwatch.GetTimestamp(), shard));
            _changed.TrySetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
