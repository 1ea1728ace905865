using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ConferenceGateway.Portal;
using ConferenceGateway.Portal.Api;

namespace ConferenceGateway.Console;

/// <summary>What a gateway answered: the body, as it came and as it is read, and the tag of its revision.</summary>
internal sealed record GatewayReply<T>(T Body, string Json, string? Tag);

/// <summary>The gateway did not do what it was asked, or did not answer; the message says which and what to do.</summary>
internal sealed class GatewayException(string message, bool isSilent = false, int status = 0) : Exception(message)
{
    /// <summary>Whether nobody answered: it may be starting anew.</summary>
    public bool IsSilent => isSilent;

    /// <summary>The status of a refusal; 0 = there was none.</summary>
    public int Status => status;
}

/// <summary>A running gateway, asked over its API.</summary>
internal sealed class GatewayApi : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private readonly Uri _portal;
    private readonly HttpClient _http;

    public GatewayApi(Uri portal, string key)
    {
        _portal = portal;
        var handler = new SocketsHttpHandler { UseProxy = !portal.IsLoopback, AllowAutoRedirect = false, UseCookies = false };
        // The certificate is for the public name, and who asks this machine knows whom it asks.
        if (portal.IsLoopback)
            handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null;
        _http = new HttpClient(handler) { Timeout = Limit, MaxResponseContentBufferSize = 16 * 1024 * 1024 };
        // A key with a line break in it is no header; the gateway would not know it either.
        _http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + key);
    }

    public Task<GatewayReply<T>> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation) => SendAsync(HttpMethod.Get, path, type, null, null, cancellation);

    public Task<GatewayReply<T>> DeleteAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation, string? tag = null) =>
        SendAsync(HttpMethod.Delete, path, type, null, tag, cancellation);

    public Task<GatewayReply<T>> PutAsync<T, TBody>(string path, JsonTypeInfo<T> type, TBody body, JsonTypeInfo<TBody> bodyType, CancellationToken cancellation, string? tag = null)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, bodyType)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return SendAsync(HttpMethod.Put, path, type, content, tag, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<GatewayReply<T>> SendAsync<T>(HttpMethod method, string path, JsonTypeInfo<T> type, HttpContent? content, string? tag, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(_portal, ApiRoutes.Root + path)) { Content = content };
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        try
        {
            using var answer = await _http.SendAsync(request, cancellation);
            var text = await answer.Content.ReadAsStringAsync(cancellation);
            if (!answer.IsSuccessStatusCode)
                throw Refused(answer, text);
            return JsonSerializer.Deserialize(text, type) is { } body
                ? new GatewayReply<T>(body, text, answer.Headers.ETag?.Tag)
                : throw NotOurs(answer);
        }
        catch (JsonException)
        {
            throw new GatewayException($"{_portal} answers, and not as a gateway of this version does. Is it the PortalUrl?");
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            var why = e is HttpRequestException ? e.InnerException is AuthenticationException inner ? inner.Message : e.Message
                : $"nothing came within {Limit.TotalSeconds:0} s";
            throw new GatewayException($"{_portal} does not answer: {why}", isSilent: true);
        }
    }

    /// <summary>What the gateway says of a refusal; nothing of it where something else answers.</summary>
    private GatewayException Refused(HttpResponseMessage answer, string text)
    {
        try
        {
            using var problem = JsonDocument.Parse(text);
            if (answer.StatusCode == HttpStatusCode.Unauthorized && problem.RootElement.TryGetProperty("type", out var kind) && kind.GetString() == new Problem.NotSignedIn().Type)
                return new GatewayException($"{_portal} does not know the key in GATEWAY_KEY: it is wrong, expired or revoked. Create one at {new Uri(_portal, "/admin/keys")}", status: 401);
            // A page that is not there is no answer of the API: the address is that of the rooms, or the gateway is older.
            if (problem.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("detail", out var detail) && detail.GetString() is { } said
                && !(root.TryGetProperty("type", out var type) && type.GetString() is { } name && (name == new Problem.NoSuchPage().Type || name.EndsWith(":wrong-host", StringComparison.Ordinal))))
                return new GatewayException(said, isSilent: answer.StatusCode == HttpStatusCode.ServiceUnavailable, status: (int)answer.StatusCode);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No problem of ours.
        }

        return NotOurs(answer);
    }

    private GatewayException NotOurs(HttpResponseMessage answer) => new(
        $"{_portal} answers {(int)answer.StatusCode}, and not as a gateway does. Is it the PortalUrl?",
        // A proxy before a gateway that starts anew.
        isSilent: answer.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout, status: (int)answer.StatusCode);
}
