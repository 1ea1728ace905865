using System.IO.Compression;
using AwesomeAssertions;
using Microsoft.Net.Http.Headers;
using Xunit;

namespace ConferenceGateway.Tests.Portal;

/// <summary>What pages load goes packed to whoever can unpack it.</summary>
public sealed class AssetTests(PagesHost host) : IClassFixture<PagesHost>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("look.css", "gzip, deflate, br, zstd", "br")]
    [InlineData("device.js", "gzip, deflate, br", "br")]
    [InlineData("check.js", "gzip, deflate", "gzip")]
    [InlineData("icon.svg", "br;q=0, GZIP;q=0.5", "gzip")]
    public async Task It_is_packed_as_the_browser_wishes(string file, string wish, string coding)
    {
        var plain = await host.Client.GetByteArrayAsync("/-/assets/" + file, Stop);
        using var response = await AskAsync(file, wish);
        var packed = await response.Content.ReadAsByteArrayAsync(Stop);

        response.Content.Headers.ContentEncoding.Should().Equal(coding);
        response.Headers.Vary.Should().Equal("Accept-Encoding");
        packed.Length.Should().Be((int)response.Content.Headers.ContentLength!.Value);
        if (file != "icon.svg")
            packed.Length.Should().BeLessThan(plain.Length / 2);
        Unpack(packed, coding).Should().Equal(plain);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("identity")]
    [InlineData("br;q=0, gzip;q=0")]
    [InlineData("zstd, compress")]
    [InlineData(";;;=")]
    public async Task Who_cannot_unpack_gets_it_plain(string? wish)
    {
        using var response = await AskAsync("look.css", wish);

        response.Content.Headers.ContentEncoding.Should().BeEmpty();
        response.Headers.Vary.Should().Equal("Accept-Encoding");
        (await response.Content.ReadAsStringAsync(Stop)).Should().Contain("--accent:");
    }

    [Fact]
    public async Task A_packed_file_that_the_browser_has_is_not_sent_again()
    {
        using var plain = await AskAsync("look.css", null);
        using var first = await AskAsync("look.css", "br");
        using var second = await AskAsync("look.css", "br", first.Headers.ETag!.Tag);

        first.Headers.ETag.Should().NotBe(plain.Headers.ETag, "a cache between must not mix them up");
        second.StatusCode.Should().Be(System.Net.HttpStatusCode.NotModified);
    }

    private async Task<HttpResponseMessage> AskAsync(string file, string? wish, string? tag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/-/assets/" + file);
        if (wish is not null)
            request.Headers.TryAddWithoutValidation(HeaderNames.AcceptEncoding, wish);
        if (tag is not null)
            request.Headers.TryAddWithoutValidation(HeaderNames.IfNoneMatch, tag);
        return await host.Client.SendAsync(request, Stop);
    }

    private static byte[] Unpack(byte[] packed, string coding)
    {
        using var source = new MemoryStream(packed);
        using Stream stream = coding == "br" ? new BrotliStream(source, CompressionMode.Decompress) : new GZipStream(source, CompressionMode.Decompress);
        using var plain = new MemoryStream();
        stream.CopyTo(plain);
        return plain.ToArray();
    }
}
