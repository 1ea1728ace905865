using System.Buffers;
using System.Net;

namespace ConferenceGateway.Fleet.Asking;

/// <summary>The one pool of connections for what the gateway itself asks of shards and bridges; forwarded requests have another.</summary>
internal sealed class FleetClient : IDisposable
{
    /// <summary>Whoever needs longer does not answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private const int FirstRead = 8 * 1024;

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        // An answer that is not wanted to its end costs a connection, and no more.
        MaxResponseDrainSize = 0,
        MaxResponseHeadersLength = 16,
        ConnectTimeout = Patience,
        // Names of servers may move in DNS; a pooled connection would not notice.
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        UseCookies = false,
        UseProxy = false,
    });

    /// <summary>Sends it and reads the whole answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="mostBytes">A longer answer is a fault, and is read no further.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="SourceException">The answer is too long.</exception>
    public async Task<Answer> SendAsync(HttpRequestMessage request, int mostBytes, CancellationToken cancellation)
    {
        using var response = await _http.SendAsync(request, cancellation);
        if (response.Content.Headers.ContentLength > mostBytes)
            throw TooLong(mostBytes);
        var buffer = ArrayPool<byte>.Shared.Rent((int)(response.Content.Headers.ContentLength ?? FirstRead) + 1);
        var length = 0;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellation);
            while (await body.ReadAsync(buffer.AsMemory(length), cancellation) is > 0 and var read)
            {
                length += read;
                if (length > mostBytes)
                    throw TooLong(mostBytes);
                if (length == buffer.Length)
                    buffer = Grow(buffer);
            }

            return new Answer(response.StatusCode, response.Headers.Location, buffer, length);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static SourceException TooLong(int most) => new("too-long", $"answers with more than {most / 1024} KiB");
}

/// <summary>An answer in a rented buffer, which goes back when it is disposed.</summary>
internal readonly struct Answer(HttpStatusCode status, Uri? location, byte[] buffer, int length) : IDisposable
{
    /// <summary>The status.</summary>
    public HttpStatusCode Status => status;

    /// <summary>Where it sends one instead; null = nowhere.</summary>
    public Uri? Location => location;

    /// <summary>The body.</summary>
    public ReadOnlySpan<byte> Body => buffer.AsSpan(0, length);

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);
}

/// <summary>A server answered, and the answer cannot be used.</summary>
/// <param name="kind">What is wrong, as one word: it is told once as long as it lasts.</param>
/// <param name="message">The same as a sentence without its subject: "answers 500".</param>
internal sealed class SourceException(string kind, string message) : Exception(message)
{
    /// <summary>What is wrong, as one word.</summary>
    public string Kind => kind;
}
