using System.Net;

namespace ConferenceGateway.Proxy.Carrying;

/// <summary>Puts a stream of ours around the one that a shard's answer upgrades to. YARP copies as before, and knows nothing of it.</summary>
internal sealed class CarriedUpgrade(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>What is put around the upgraded stream of a request.</summary>
    public static readonly HttpRequestOptionsKey<Func<Stream, Stream>> Carry = new("carry");

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.SwitchingProtocols && request.Options.TryGetValue(Carry, out var carry))
            response.Content = new CarriedContent(response.Content, carry);
        return response;
    }

    private sealed class CarriedContent : HttpContent
    {
        private readonly HttpContent _content;
        private readonly Func<Stream, Stream> _carry;

        public CarriedContent(HttpContent content, Func<Stream, Stream> carry)
        {
            _content = content;
            _carry = carry;
            foreach (var (name, values) in content.Headers.NonValidated)
                Headers.TryAddWithoutValidation(name, values);
        }

        protected override async Task<Stream> CreateContentReadStreamAsync() => _carry(await _content.ReadAsStreamAsync());

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _content.Dispose();
            base.Dispose(disposing);
        }
    }
}
