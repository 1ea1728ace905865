using System.Net;

namespace ConferenceGateway.Lab;

/// <summary>Every request that a shard received, the latest ones; safe to read while requests arrive.</summary>
public sealed class LabRequestLog
{
    private readonly Lock _gate = new();
    private readonly Queue<LabRequest> _requests = new();
    private readonly int _capacity;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _total;

    internal LabRequestLog(int capacity) => _capacity = Math.Max(1, capacity);

    /// <summary>How many requests arrived since the shard was made or the log cleared, the forgotten ones included.</summary>
    public long Total
    {
        get
        {
            lock (_gate)
                return _total;
        }
    }

    /// <summary>The remembered requests in the order of arrival.</summary>
    public IReadOnlyList<LabRequest> All
    {
        get
        {
            lock (_gate)
                return [.. _requests];
        }
    }

    /// <summary>The remembered requests to which <paramref name="match"/> says yes.</summary>
    public IReadOnlyList<LabRequest> Where(Func<LabRequest, bool> match) => [.. All.Where(match)];

    /// <summary>The remembered requests to this path, exactly as on the wire and without the query.</summary>
    public IReadOnlyList<LabRequest> To(string rawPath) => Where(request => request.RawPath == rawPath);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _requests.Clear();
            _total = 0;
        }
    }

    /// <summary>The first remembered or coming request that matches. Ends by <paramref name="cancel"/> only.</summary>
    public async Task<LabRequest> WaitForAsync(Func<LabRequest, bool> match, CancellationToken cancel)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_requests.FirstOrDefault(match) is { } found)
                    return found;
                changed = _changed.Task;
            }
            await changed.WaitAsync(cancel);
        }
    }

    internal LabRequest Add(
        string method, string rawTarget, string protocol, IReadOnlyList<KeyValuePair<string, string>> headers, IPEndPoint? remote)
    {
        lock (_gate)
        {
            var request = new LabRequest(++_total, method, rawTarget, protocol, headers, remote);
            if (_requests.Count == _capacity)
                _requests.Dequeue();
            _requests.Enqueue(request);
            Signal();
            return request;
        }
    }

    internal void SetBody(LabRequest request, byte[] prefix, bool complete)
    {
        lock (_gate)
        {
            request.SetBody(prefix, complete);
            Signal();
        }
    }

    private void Signal()
    {
        _changed.TrySetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
