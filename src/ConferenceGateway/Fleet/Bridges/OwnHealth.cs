using System.Net;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet.Asking;

namespace ConferenceGateway.Fleet.Bridges;

/// <summary>What a server says in <c>/about/health</c>; the page may be switched off.</summary>
internal sealed record OwnHealth(bool IsWell, string? Why)
{
    private const int LongestReason = 160;

    private static readonly OwnHealth Well = new(true, null);

    /// <summary>Reads it; null = there is no such page.</summary>
    public static OwnHealth? Read(in Answer answer)
    {
        var first = answer.Body.IndexOfAnyExcept(" \t\r\n"u8);
        // The web server of the shard, or of anybody else, answers for it.
        if (first >= 0 && answer.Body[first] == (byte)'<')
            return null;
        return answer.Status switch
        {
            HttpStatusCode.OK => Well,
            HttpStatusCode.InternalServerError or HttpStatusCode.ServiceUnavailable => new OwnHealth(false, Reason(answer.Body)),
            _ => null,
        };
    }

    private static string? Reason(ReadOnlySpan<byte> body) => body.IsEmpty
        ? null
        : OneLine.Of(System.Text.Encoding.UTF8.GetString(body[..Math.Min(body.Length, LongestReason)]).Trim());
}
