using System.Net.Http.Headers;
using System.Text.Json;
using ConferenceGateway.Core;
using Polly;

namespace ConferenceGateway.Fleet.Asking;

/// <summary>What is wrong with an answer.</summary>
/// <param name="Key">By what it is known from one round to the next: it is logged when it comes and when it goes.</param>
/// <param name="Text">As a sentence, for the log and the page.</param>
internal readonly record struct ReportFault(string Key, string Text)
{
    private const int Longest = 400;

    /// <summary>The sentence. The server's own words may be part of it: it is one line, and not a long one.</summary>
    public string Text { get; } = OneLine.Of(Text.Length > Longest ? Text[..Longest] + "…" : Text);
}

/// <summary>What one question brought.</summary>
/// <param name="Value">What it tells; null = nothing.</param>
/// <param name="Fault">What is wrong; null = nothing, or it has nothing to tell.</param>
internal readonly record struct Heard<T>(T? Value, ReportFault? Fault)
    where T : class;

/// <summary>One page of one server, asked again and again through its own time limit and circuit.</summary>
internal sealed class Source
{
    private readonly FleetClient _client;
    private readonly ResiliencePipeline _pipeline;
    private readonly Uri _uri;
    private readonly string? _host;
    private readonly int _mostBytes;
    private readonly string _path;

    /// <param name="client">The pool of connections.</param>
    /// <param name="server">The server.</param>
    /// <param name="path">The page.</param>
    /// <param name="host">The host to ask for; null = the server's own.</param>
    /// <param name="mostBytes">A longer answer is a fault.</param>
    /// <param name="pipeline">Its limit.</param>
    public Source(FleetClient client, Uri server, string path, string? host, int mostBytes, ResiliencePipeline pipeline)
    {
        (_client, _pipeline, _uri, _path, _host, _mostBytes) = (client, pipeline, new Uri(server, path), path, host, mostBytes);
    }

    /// <summary>Asks, and reads the answer with <paramref name="read"/>, which may throw what is wrong with it.</summary>
    /// <param name="read">Reads the answer.</param>
    /// <param name="stop">Ends it.</param>
    /// <param name="query">What is asked for, with its question mark: sent as it stands, and told nobody.</param>
    public async Task<Heard<T>> AskAsync<T>(ReadAnswer<T> read, CancellationToken stop, string query = "")
        where T : class
    {
        var uri = query.Length == 0 ? _uri : new Uri($"{_uri}{query}", AsItStands);
        try
        {
            return new(await _pipeline.ExecuteAsync(static async (state, cancellation) =>
            {
                var (source, read, uri) = state;
                using var request = new HttpRequestMessage(HttpMethod.Get, uri);
                request.Headers.Host = source._host;
                request.Headers.Accept.Add(Json);
                using var answer = await source._client.SendAsync(request, source._mostBytes, cancellation);
                return read(answer);
            }, (this, read, uri), stop), null);
        }
        catch (Exception e)
        {
            // A failure in the moment of the end is the end.
            stop.ThrowIfCancellationRequested();
            return new(null, Fault(e));
        }
    }

    private static readonly UriCreationOptions AsItStands = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private static readonly MediaTypeWithQualityHeaderValue Json = new("application/json");

    private ReportFault Fault(Exception fault) => Cause(fault) switch
    {
        SourceException { Kind: var kind, Message: var message } => new($"{_path} {kind}", $"{_uri} {message}"),
        JsonException { BytePositionInLine: var at } => new($"{_path} json", $"{_uri} answers with half a JSON, or none: it breaks off or is wrong at byte {at ?? 0}"),
        // What the reader says of a text that cannot be put into characters.
        InvalidOperationException => new($"{_path} json", $"{_uri} answers with a JSON whose text is no UTF-8"),
        // One line for a server that is gone, not one for each of its pages.
        var cause => new($"{_uri.Authority} silent", $"{_uri} {Patience.Explain(cause)}"),
    };

    // While the circuit rests, what opened it holds on.
    private static Exception Cause(Exception fault) =>
        fault is Polly.CircuitBreaker.BrokenCircuitException { InnerException: { } inner } ? inner : fault;
}

/// <summary>Reads an answer; null = it tells nothing.</summary>
internal delegate T? ReadAnswer<T>(in Answer answer)
    where T : class;
