using System.Globalization;
using System.Net;
using ConferenceGateway.Core;

namespace ConferenceGateway.Fleet.Asking;

/// <summary>What an answer is, before anybody reads into it.</summary>
internal static class AnswerShape
{
    /// <summary>
    /// Whether it is JSON. False: the server has no such page. Where the shard's web server stands at the address, because
    /// the settings name no other, whatever else it answers says nothing too.
    /// </summary>
    /// <param name="answer">The answer.</param>
    /// <param name="isOwn">Whether the address is that of the very server that is asked.</param>
    /// <exception cref="SourceException">It is something else, and should not be.</exception>
    public static bool IsJson(this in Answer answer, bool isOwn)
    {
        var first = First(answer.Body);
        if (answer.Status == HttpStatusCode.OK && first is (byte)'{' or (byte)'[')
            return true;
        if (!isOwn || answer.Status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotAcceptable)
            return false;
        throw answer switch
        {
            { Location: { } elsewhere } => new SourceException("redirect", $"sends the gateway to {WrittenValue.Shown(elsewhere.OriginalString)}"),
            { Status: not HttpStatusCode.OK } => new SourceException("status", string.Create(CultureInfo.InvariantCulture, $"answers {(int)answer.Status}")),
            _ when first == (byte)'<' => new SourceException("page", "answers with a web page instead of JSON: the address may be another server's"),
            _ => new SourceException("no-json", "answers with something else than JSON"),
        };
    }

    private static byte First(ReadOnlySpan<byte> body)
    {
        var start = body.IndexOfAnyExcept(" \t\r\n\ufeff"u8);
        return start < 0 ? (byte)0 : body[start];
    }
}
