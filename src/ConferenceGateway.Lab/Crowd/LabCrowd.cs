using System.Net;
using System.Net.WebSockets;

namespace ConferenceGateway.Lab;

/// <summary>
/// Simulated people who come and go through a gateway: each opens the meeting page, then a real XMPP socket, joins the
/// room, stays and leaves. Whoever fails tries again, ever more slowly. About as many as wished are present at a time.
/// </summary>
public sealed class LabCrowd : IAsyncDisposable
{
    // A browser that every policy lets in.
    private const string UserAgent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(15);

    private readonly LabCrowdOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CrowdPlan _plan;
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _meetings = [];
    private readonly Task _directing;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _nextArrival;
    private int _planned;
    private int _present;
    private long _joined;
    private long _failures;

    private LabCrowd(LabCrowdOptions options, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.People);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Speed);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.ArrivalsPerSecond);
        _options = options;
        _time = time;
        _plan = new CrowdPlan(options.Seed);
        _http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = true, MaxConnectionsPerServer = 8 }) { Timeout = LongestAttempt };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd(UserAgent);
        _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("de-DE,de;q=0.9,en;q=0.5");
        _directing = Task.Run(DirectAsync);
    }

    /// <summary>People in meetings now.</summary>
    public int Present => Volatile.Read(ref _present);

    /// <summary>How often somebody came into a meeting, since the start.</summary>
    public long Joined => Interlocked.Read(ref _joined);

    /// <summary>Attempts to come in that failed, since the start.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Starts a crowd; it comes in over the next seconds.</summary>
    public static LabCrowd Start(LabCrowdOptions options, TimeProvider time) => new(options, time);

    /// <summary>Ends when at least so many are present.</summary>
    public Task WaitForPresentAsync(int people, CancellationToken cancel) => WaitForAsync(() => Present >= people, cancel);

    /// <summary>Ends when nobody is present.</summary>
    public Task WaitForAbsentAsync(CancellationToken cancel) => WaitForAsync(() => Present == 0, cancel);

    /// <summary>Ends when people have come in so many times.</summary>
    public Task WaitForJoinedAsync(long times, CancellationToken cancel) => WaitForAsync(() => Joined >= times, cancel);

    /// <summary>Everybody leaves properly; returns when they have.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _directing;
        Task[] meetings;
        lock (_gate)
            meetings = [.. _meetings];
        await Task.WhenAll(meetings);
        _http.Dispose();
        _stopping.Dispose();
    }

    /// <summary>Opens meetings whenever seats are free. The only one to draw lots, so that a seed means something.</summary>
    private async Task DirectAsync()
    {
        var first = true;
        try
        {
            while (true)
            {
                Task changed;
                lock (_gate)
                {
                    while (_planned < _options.People)
                        Open(_plan.Next(_options.People - _planned, first));
                    changed = _changed.Task;
                }
                first = false;
                await changed.WaitAsync(_stopping.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The end of the crowd.
        }
    }

    private void Open(PlannedMeeting meeting)
    {
        _planned += meeting.Visits.Count;
        var task = HoldAsync(meeting);
        _meetings.Add(task);
        _ = task.ContinueWith(
            done =>
            {
                lock (_gate)
                {
                    _meetings.Remove(done);
                    _planned -= meeting.Visits.Count;
                    _plan.Release(meeting.Room);
                    Signal();
                }
            },
            TaskScheduler.Default);
    }

    private async Task HoldAsync(PlannedMeeting meeting)
    {
        await Task.Yield();
        var end = _time.GetUtcNow() + Sped(meeting.Duration);
        await Task.WhenAll(meeting.Visits.Select(visit => VisitAsync(new LabRoom(meeting.Room), visit, end)));
    }

    private async Task VisitAsync(LabRoom room, PlannedVisit visit, DateTimeOffset end)
    {
        try
        {
            await PauseAsync(Sped(visit.Arrival));
            for (var pause = TimeSpan.FromSeconds(1); _time.GetUtcNow() < end; pause = Shorter(pause * 2, LongestPause))
            {
                await TakeTurnAsync();
                if (await StayAsync(room, visit, end))
                    pause = TimeSpan.FromSeconds(0.5);
                else
                    Interlocked.Increment(ref _failures);
                var left = end - _time.GetUtcNow();
                if (left > TimeSpan.Zero)
                    await PauseAsync(Shorter(pause, left));
            }
        }
        catch (OperationCanceledException)
        {
            // The end of the crowd.
        }
    }

    /// <summary>True: has been in the room, until the end or until the connection broke.</summary>
    private async Task<bool> StayAsync(LabRoom room, PlannedVisit visit, DateTimeOffset end)
    {
        LabClient? client = null;
        try
        {
            using var attempt = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
            attempt.CancelAfter(LongestAttempt);
            using (var page = await _http.GetAsync(room.Page(_options.BaseUrl), attempt.Token))
            {
                if (page.StatusCode != HttpStatusCode.OK)
                    return false;
            }
            client = await LabClient.ConnectAsync(_options.BaseUrl, room, new Dictionary<string, string> { ["User-Agent"] = UserAgent }, attempt.Token);
            await client.JoinAsync(visit.Nick, visit.HasCamera, attempt.Token);
        }
        catch (Exception error) when (error is HttpRequestException or WebSocketException or IOException or OperationCanceledException)
        {
            if (client is not null)
                await client.DisposeAsync();
            _stopping.Token.ThrowIfCancellationRequested();
            return false;
        }
        await using (client)
        {
            Interlocked.Increment(ref _joined);
            Count(+1);
            try
            {
                var stay = Longer(end - _time.GetUtcNow(), TimeSpan.Zero);
                await Task.WhenAny(client.Closed, Task.Delay(stay, _time, _stopping.Token));
                await SayGoodbyeAsync(client);
            }
            finally
            {
                Count(-1);
            }
        }
        _stopping.Token.ThrowIfCancellationRequested();
        return true;
    }

    private static async Task SayGoodbyeAsync(LabClient client)
    {
        if (client.Closed.IsCompleted)
            return;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await client.CloseAsync(patience.Token);
        }
        catch (Exception error) when (error is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Gone already, or the other side is too slow: the socket is cut.
        }
    }

    /// <summary>Spreads arrivals evenly, so that a crowd of thousands does not knock in the same second.</summary>
    private Task TakeTurnAsync()
    {
        TimeSpan wait;
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            _nextArrival = _nextArrival > now ? _nextArrival : now;
            wait = _nextArrival - now;
            _nextArrival += TimeSpan.FromSeconds(1.0 / _options.ArrivalsPerSecond);
        }
        return PauseAsync(wait);
    }

    private Task PauseAsync(TimeSpan time) => Task.Delay(time, _time, _stopping.Token);

    private TimeSpan Sped(TimeSpan time) => time / _options.Speed;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private void Count(int change)
    {
        Interlocked.Add(ref _present, change);
        lock (_gate)
            Signal();
    }

    private async Task WaitForAsync(Func<bool> condition, CancellationToken cancel)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
                changed = _changed.Task;
            if (condition())
                return;
            await changed.WaitAsync(cancel);
        }
    }

    private void Signal()
    {
        _changed.TrySetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
