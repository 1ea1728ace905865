using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ConferenceGateway.SelfTest.Asking;

/// <summary>
/// Asks servers over HTTP, always within a limit of time and of size, whatever answers. Follows nothing, keeps nothing.
/// </summary>
internal sealed class Asker : IDisposable
{
    private const int MaxHeaderKilobytes = 64;

    private readonly NameBook _names;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _client;

    /// <param name="names">Leads names to addresses.</param>
    /// <param name="time">The clock of the limits.</param>
    /// <param name="patience">The limit of one question with its whole answer.</param>
    /// <param name="trustsAll">
    /// For the gateway's own addresses: their certificates are a finding of their own, and one fault should not be ten.
    /// </param>
    public Asker(NameBook names, TimeProvider time, TimeSpan patience, bool trustsAll)
    {
        _names = names;
        _time = time;
        Patience = patience;
        _client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            // Who gave up does not wait for it; this only ends the attempt behind.
            ConnectTimeout = patience * 2,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            MaxResponseDrainSize = 0,
            ConnectCallback = (context, cancellation) => ConnectAsync(context.DnsEndPoint, cancellation),
            SslOptions = { CertificateChainPolicy = ChainPolicy(), RemoteCertificateValidationCallback = (_, _, _, errors) => trustsAll || errors == SslPolicyErrors.None },
        });
    }

    /// <summary>A certificate may name where its issuer's lies: a server must not send us to addresses of its choice.</summary>
    public static X509ChainPolicy ChainPolicy() => new() { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck };

    /// <summary>The limit of one question.</summary>
    public TimeSpan Patience { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time => _time;

    /// <summary>Asks with GET.</summary>
    public Task<Answer> GetAsync(Uri uri, string? host, CancellationToken cancellation, string? accept = null, int maxBytes = 256 * 1024, TimeSpan? patience = null) =>
        SendAsync(uri, host, () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Get, uri);
            if (accept is not null)
                request.Headers.Accept.ParseAdd(accept);
            return request;
        }, patience ?? Patience, maxBytes, cancellation);

    /// <summary>Asks with POST.</summary>
    public Task<Answer> PostAsync(Uri uri, string? host, string body, string mediaType, CancellationToken cancellation, TimeSpan? patience = null) =>
        SendAsync(uri, host, () => new HttpRequestMessage(HttpMethod.Post, uri)
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(mediaType, "utf-8")),
        }, patience ?? Patience, 256 * 1024, cancellation);

    /// <summary>A connection to the first address of a name that takes one.</summary>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint to, CancellationToken cancellation)
    {
        var addresses = await _names.FindAsync(to.Host, cancellation);
        for (var i = 0; ; i++)
        {
            var isLast = i == addresses.Length - 1;
            var socket = new Socket(addresses[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            // A dead first address must leave time for the second: often it is IPv6 that nobody noticed.
            using var share = new TimeLimit(isLast ? Timeout.InfiniteTimeSpan : Patience / addresses.Length, _time, cancellation);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(addresses[i], to.Port), share.Token);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception e) when (!isLast && !cancellation.IsCancellationRequested && e is SocketException or OperationCanceledException)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }

    /// <summary>Opens a websocket at the http or https address. What refuses it can be read from the socket.</summary>
    public Task OpenAsync(ClientWebSocket socket, Uri uri, CancellationToken cancellation)
    {
        var scheme = uri.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
        socket.Options.CollectHttpResponseDetails = true;
        return socket.ConnectAsync(new UriBuilder(uri) { Scheme = scheme, Port = uri.Port }.Uri, _client, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<Answer> SendAsync(
        Uri uri, string? host, Func<HttpRequestMessage> make, TimeSpan patience, int maxBytes, CancellationToken cancellation)
    {
        using var limit = new TimeLimit(patience, _time, cancellation);
        var hasBegun = false;
        try
        {
            using var request = make();
            request.RequestUri = uri;
            request.Headers.Host = host;
            var askedAt = _time.GetUtcNow();
            var begin = _time.GetTimestamp();
            using var response = await _client.SendAsync(request, limit.Token).WaitAsync(limit.Token);
            var roundTrip = _time.GetElapsedTime(begin);
            hasBegun = true;
            var (body, isCut) = await ReadAsync(response, maxBytes, limit.Token);
            return new Answer.Heard
            {
                Status = response.StatusCode,
                Headers = [.. response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
                    .SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, value)))],
                Body = body,
                IsCut = isCut,
                AskedAt = askedAt,
                RoundTrip = roundTrip,
            };
        }
        catch (OperationCanceledException) when (limit.IsOver)
        {
            return new Answer.Silent(Fault.Late(patience, hasBegun));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            return new Answer.Silent(Fault.Of(e));
        }
    }

    private static async Task<(ReadOnlyMemory<byte> Body, bool IsCut)> ReadAsync(HttpResponseMessage response, int maxBytes, CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, cancellation) is var read and > 0)
        {
            var room = maxBytes - (int)body.Length;
            body.Write(buffer, 0, Math.Min(read, room));
            if (read > room)
                return (body.ToArray(), true);
        }

        return (body.ToArray(), false);
    }
}
