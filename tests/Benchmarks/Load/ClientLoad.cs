using System.Buffers;
using System.Diagnostics;
using System.Net;
using ConferenceGateway.Benchmarks.Peers;

namespace ConferenceGateway.Benchmarks.Load;

/// <summary>TLS with HTTP/1.1 or HTTP/2 through <see cref="HttpClient"/>'s own handler: 32 connections, or 8 with 4 streams each.</summary>
internal sealed class ClientLoad : ILoad
{
    private const int StreamsPerConnection = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Peer _peer;
    private readonly RequestMix _mix;
    private readonly Version _version;
    private readonly int _concurrency;
    private readonly HttpMessageInvoker[] _clients;

    public ClientLoad(Peer peer, RequestMix mix, Version version, int concurrency)
    {
        _peer = peer;
        _mix = mix;
        _version = version;
        _concurrency = concurrency;
        var perClient = version == HttpVersion.Version20 ? StreamsPerConnection : 1;
        _clients = [.. Enumerable.Range(0, concurrency / perClient).Select(_ => new HttpMessageInvoker(LoopbackClient.Handler(peer.EndPoint, connections: 1)))];
    }

    /// <inheritdoc/>
    public void Saturate(int requests, CancellationToken stop)
    {
        var toSend = requests;
        var all = Task.WhenAll(Enumerable.Range(0, _concurrency).Select(index => Task.Run(
            async () =>
            {
                while (Interlocked.Decrement(ref toSend) >= 0)
                    await OneAsync(index, stop);
            },
            stop)));
        all.GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public double[] Pace(int requests, int perSecond, CancellationToken stop)
    {
        var pacer = new Pacer(perSecond);
        var answers = new Task<double>[requests];
        for (var sent = 0; sent < requests; sent++)
            answers[sent] = TimedAsync(sent, pacer.Next(), stop);
        return Task.WhenAll(answers).GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
    }

    private async Task<double> TimedAsync(int index, long due, CancellationToken stop)
    {
        await OneAsync(index, stop);
        return Stopwatch.GetElapsedTime(due).TotalMicroseconds;
    }

    private async Task OneAsync(int index, CancellationToken stop)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limited.CancelAfter(Patience);
        using var request = _mix.ToMessage(_peer.Origin, _version);
        try
        {
            using var response = await _clients[index % _clients.Length].SendAsync(request, limited.Token);
            if (response.StatusCode != HttpStatusCode.OK || response.Version != _version || response.Content.Headers.ContentLength != _mix.Answer.Length)
                throw new BenchmarkException($"{_peer.Name}: not a 200 with {_mix.Answer.Length} bytes over HTTP/{_version}, but {response}");
            await CheckBodyAsync(response, limited.Token);
        }
        catch (Exception broken) when (broken is HttpRequestException || (broken is OperationCanceledException && !stop.IsCancellationRequested))
        {
            throw new BenchmarkException($"{_peer.Name}: no answer within {Patience.TotalSeconds:0} s over HTTP/{_version}: {broken.Message} {broken.InnerException?.Message}");
        }
    }

    private async Task CheckBodyAsync(HttpResponseMessage response, CancellationToken stop)
    {
        await using var body = await response.Content.ReadAsStreamAsync(stop);
        var buffer = ArrayPool<byte>.Shared.Rent(_mix.Answer.Length + 1);
        try
        {
            var have = 0;
            while (await body.ReadAsync(buffer.AsMemory(have), stop) is var count and > 0)
                have += count;
            if (!buffer.AsSpan(0, have).SequenceEqual(_mix.Answer))
                throw new BenchmarkException($"{_peer.Name}: not the body that the backend sent.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
