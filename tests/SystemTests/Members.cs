using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConferenceGateway.Testing;

namespace ConferenceGateway.SystemTests;

/// <summary>One Node process full of real XMPP clients (<c>clients/member.mjs</c>), led by JSON lines.</summary>
internal sealed class Members : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly ConcurrentDictionary<string, Member> _members = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _questions = [];
    private readonly SemaphoreSlim _writing = new(1);
    private readonly LogTail _log = new();
    private readonly Process _process;
    private int _lastId;

    private Members()
    {
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("node", ["member.mjs"])
            {
                WorkingDirectory = Installed.ClientsFolder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        _process.ErrorDataReceived += (_, line) => _log.Add(line.Data);
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
    }

    /// <summary>What the Node process wrote to its standard error, for a failure's text.</summary>
    public string Log => _log.ToString();

    public static Members Start()
    {
        var members = new Members();
        members._process.Start();
        members._process.BeginOutputReadLine();
        members._process.BeginErrorReadLine();
        return members;
    }

    /// <summary>A member who is nowhere yet.</summary>
    /// <param name="front">Where.</param>
    /// <param name="transport">By which way.</param>
    /// <param name="room">Into which room.</param>
    /// <param name="nick">Under which name.</param>
    /// <param name="headers">What a browser would send by itself; null: nothing.</param>
    public Member Add(Front front, Transport transport, string room, string nick, IReadOnlyDictionary<string, string>? headers = null)
    {
        var member = new Member(this, NextId(), front, transport, room, nick, headers);
        _members[member.Id] = member;
        return member;
    }

    /// <summary>Asks the server behind <paramref name="front"/> how many are in each of these rooms; unknown rooms are left out.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CensusAsync(Front front, IEnumerable<string> rooms, CancellationToken cancellation)
    {
        var limit = TimeSpan.FromSeconds(60);
        var id = NextId();
        var question = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _questions[id] = question;
        await TellAsync(new Command("census", id, front) { Rooms = rooms.ToArray(), LimitMs = (int)limit.TotalMilliseconds }, cancellation);
        var answer = await question.Task.WaitAsync(limit * 1.5, cancellation);
        return answer.TryGetProperty("rooms", out var counts)
            ? counts.Deserialize<Dictionary<string, int>>(Json)!
            : throw new InvalidOperationException($"No census of {front.Connect}: {answer}");
    }

    /// <summary>The clients end when their standard input does.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(5));
        }
        catch (TimeoutException)
        {
            _process.Kill();
        }

        _process.Dispose();
        _writing.Dispose();
    }

    internal async Task TellAsync(Command command, CancellationToken cancellation)
    {
        var line = JsonSerializer.Serialize(command, Json);
        await _writing.WaitAsync(cancellation);
        try
        {
            await _process.StandardInput.WriteLineAsync(line.AsMemory(), cancellation);
            await _process.StandardInput.FlushAsync(cancellation);
        }
        finally
        {
            _writing.Release();
        }
    }

    private string NextId() => $"m{Interlocked.Increment(ref _lastId)}";

    private void Hear(string? line)
    {
        if (string.IsNullOrEmpty(line))
            return;
        using var document = JsonDocument.Parse(line);
        var news = document.RootElement.Clone();
        var id = news.GetProperty("id").GetString()!;
        if (_questions.TryRemove(id, out var question))
            question.TrySetResult(news);
        else if (_members.TryGetValue(id, out var member))
            member.Hear(news);
    }

    /// <summary>One line to the clients; the other end is <c>commands</c> in <c>member.mjs</c>.</summary>
    internal sealed record Command(
        [property: JsonPropertyName("command")] string Verb, string Id, [property: JsonIgnore] Front? Front = null)
    {
        public string? Connect => Front?.Connect.Authority;
        public string? Host => Front?.Host;
        public string? Domain => Front is null ? null : ProsodyServer.Domain;
        public string? Transport { get; init; }
        public string? Room { get; init; }
        public string? Nick { get; init; }
        public string? Text { get; init; }
        public IReadOnlyDictionary<string, string>? Headers { get; init; }
        public string[]? Rooms { get; init; }
        public int? LimitMs { get; init; }
        public int? RetryMs { get; init; }
    }
}
