using System.Text.Json;

namespace ConferenceGateway.SystemTests;

internal enum Transport
{
    WebSocket,
    Bosh,
}

/// <summary>One real client in one room: what it was told is its state, and a test waits for a state.</summary>
internal sealed class Member(Members members, string id, Front front, Transport transport, string room, string nick, IReadOnlyDictionary<string, string>? headers)
{
    // Only there to end a test that hangs. A join takes well under a second; on two cores that others
    // overload (load average 30) more than 20 s were seen.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(250);
    private readonly Lock _gate = new();
    private readonly SortedSet<string> _occupants = new(StringComparer.Ordinal);
    private readonly List<(string Nick, string Text)> _messages = [];
    private TaskCompletionSource _changed = NewSignal();
    private string? _refusal;
    private string? _lost;
    private bool _joined;

    public string Id { get; } = id;

    public string Room { get; } = room;

    public string Nick { get; } = nick;

    /// <summary>Whom this member sees in the room, itself included.</summary>
    public IReadOnlyCollection<string> Occupants => Read(() => _occupants.ToArray());

    public IReadOnlyCollection<(string Nick, string Text)> Messages => Read(() => _messages.ToArray());

    /// <summary>Why the line ended without this member's doing; null while it has not.</summary>
    public string? Lost => Read(() => _lost);

    /// <summary>One attempt. Returns when the room has confirmed it.</summary>
    /// <exception cref="JoinRefusedException">The server, the room or the way there refused.</exception>
    public Task JoinAsync(CancellationToken cancellation) => JoinAsync(Limit, retry: null, cancellation);

    /// <summary>Comes back after a lost line as a client does: again and again, until it is in or the limit is over.</summary>
    public Task RejoinAsync(TimeSpan limit, CancellationToken cancellation) => JoinAsync(limit, Retry, cancellation);

    public Task SayAsync(string text, CancellationToken cancellation) =>
        members.TellAsync(new Members.Command("say", Id) { Text = text }, cancellation);

    /// <summary>Leaves with a goodbye.</summary>
    public Task LeaveAsync(CancellationToken cancellation) => EndAsync("leave", cancellation);

    /// <summary>Cuts the wire without a word, as a phone without network does.</summary>
    public Task KillAsync(CancellationToken cancellation) => EndAsync("kill", cancellation);

    public Task UntilSeesAsync(IEnumerable<string> nicks, CancellationToken cancellation) => UntilSeesAsync(nicks, Limit, cancellation);

    public Task UntilSeesAsync(IEnumerable<string> nicks, TimeSpan limit, CancellationToken cancellation)
    {
        var wanted = new SortedSet<string>(nicks, StringComparer.Ordinal);
        return UntilAsync(() => _occupants.SetEquals(wanted), $"sees {string.Join(", ", wanted)}", limit, cancellation);
    }

    public Task UntilHearsAsync(string nick, string text, CancellationToken cancellation) =>
        UntilAsync(() => _messages.Contains((nick, text)), $"hears “{text}” of {nick}", Limit, cancellation);

    public Task UntilLostAsync(TimeSpan limit, CancellationToken cancellation) =>
        UntilAsync(() => _lost is not null, "notices that its line is gone", limit, cancellation);

    public override string ToString() => Read(() =>
        $"{Nick} in {Room} over {transport}: {(_joined ? "joined" : "not joined")}, sees [{string.Join(", ", _occupants)}], "
        + $"lost: {_lost ?? "no"}, refusal: {_refusal ?? "none"}");

    internal void Hear(JsonElement news)
    {
        string Text(string name) => news.GetProperty(name).GetString() ?? "";
        TaskCompletionSource changed;
        lock (_gate)
        {
            switch (Text("event"))
            {
                case "joined": _joined = true; break;
                case "presence" when news.GetProperty("available").GetBoolean(): _occupants.Add(Text("nick")); break;
                case "presence": _occupants.Remove(Text("nick")); break;
                case "message": _messages.Add((Text("nick"), Text("text"))); break;
                case "left": _joined = false; break;
                case "disconnected": (_joined, _lost) = (false, Text("reason")); break;
                case "error": _refusal = $"{Text("command")}: {Text("reason")}"; break;
                default: throw new InvalidOperationException($"Unknown news: {news}");
            }

            (changed, _changed) = (_changed, NewSignal());
        }

        changed.SetResult();
    }

    private async Task JoinAsync(TimeSpan limit, TimeSpan? retry, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _occupants.Clear();
            (_joined, _lost, _refusal) = (false, null, null);
        }

        var command = new Members.Command("join", Id, front)
        {
            Transport = transport == Transport.Bosh ? "bosh" : "websocket",
            Room = Room,
            Nick = Nick,
            Headers = headers,
            LimitMs = (int)limit.TotalMilliseconds,
            RetryMs = (int?)retry?.TotalMilliseconds,
        };
        await members.TellAsync(command, cancellation);
        // The client keeps the limit itself and says what went wrong; ours only covers a client that hangs.
        await UntilAsync(() => _joined || _refusal is not null, "joins or is refused", limit + Limit, cancellation);
        if (Read(() => _joined ? null : _refusal) is { } refusal)
            throw new JoinRefusedException($"{Nick} could not enter {Room}: {refusal}");
    }

    private async Task EndAsync(string verb, CancellationToken cancellation)
    {
        await members.TellAsync(new Members.Command(verb, Id), cancellation);
        await UntilAsync(() => !_joined, "is out", Limit, cancellation);
    }

    /// <summary>The condition is read under the lock, once after every piece of news.</summary>
    private async Task UntilAsync(Func<bool> condition, string what, TimeSpan limit, CancellationToken cancellation)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(limit);
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (condition())
                    return;
                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(late.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new TimeoutException($"Within {limit.TotalSeconds:0} s it did not happen that {Nick} {what}. {this}{Environment.NewLine}{members.Log}");
            }
        }
    }

    private T Read<T>(Func<T> read)
    {
        lock (_gate)
            return read();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>The sentence names the member, the room and what was answered.</summary>
internal sealed class JoinRefusedException(string message) : Exception(message);
