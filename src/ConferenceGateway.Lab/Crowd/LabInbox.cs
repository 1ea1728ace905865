using System.Xml.Linq;

namespace ConferenceGateway.Lab;

/// <summary>What a client received: the latest elements, and those who wait for one.</summary>
internal sealed class LabInbox
{
    private const int Remembered = 64;

    private readonly Lock _gate = new();
    private readonly Queue<XElement> _latest = new();
    private readonly List<(Func<XElement, bool> Match, TaskCompletionSource<XElement> Found)> _waiting = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _ended;

    public Task Changed
    {
        get
        {
            lock (_gate)
                return _changed.Task;
        }
    }

    public Task<XElement> WaitForAsync(Func<XElement, bool> match, CancellationToken cancel)
    {
        lock (_gate)
            return _latest.FirstOrDefault(match) is { } found ? Task.FromResult(found) : Wait(match, cancel);
    }

    public Task<XElement> NextAsync(Func<XElement, bool> match, CancellationToken cancel)
    {
        lock (_gate)
            return Wait(match, cancel);
    }

    public void Add(XElement element)
    {
        lock (_gate)
        {
            if (_latest.Count == Remembered)
                _latest.Dequeue();
            _latest.Enqueue(element);
            // TrySetResult is false for those who gave up: they go with the others.
            _waiting.RemoveAll(one => one.Found.Task.IsCompleted || (one.Match(element) && one.Found.TrySetResult(element)));
            Signal();
        }
    }

    public void End()
    {
        lock (_gate)
        {
            _ended = true;
            foreach (var (_, found) in _waiting)
                found.TrySetException(new IOException("The connection ended."));
            _waiting.Clear();
            Signal();
        }
    }

    private Task<XElement> Wait(Func<XElement, bool> match, CancellationToken cancel)
    {
        if (_ended)
            return Task.FromException<XElement>(new IOException("The connection ended."));
        var found = new TaskCompletionSource<XElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add((match, found));
        return found.Task.WaitAsync(cancel);
    }

    private void Signal()
    {
        _changed.TrySetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
