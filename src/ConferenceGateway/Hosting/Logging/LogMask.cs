using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ConferenceGateway.Core;

namespace ConferenceGateway.Hosting.Logging;

/// <summary>
/// What a log may hold: of an address of a visitor the network, of a room a mark, of a URL no query, of anything no line
/// break. The mark of a room is the same until the process ends, so one meeting can be followed through the log by
/// somebody who does not know which it is; its key is never written, so names cannot be tried against it.
/// </summary>
internal sealed partial class LogMask(bool showsRooms)
{
    /// <summary>Stands where there is no room, no shard, no verdict.</summary>
    public const string Nothing = "-";

    private static readonly SearchValues<char> Suspicious = SearchValues.Create("?=:");

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>What stands for a room.</summary>
    public string Room(string key)
    {
        if (showsRooms || key == Nothing)
            return OneLine.Of(key);
        Span<byte> mark = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(key), mark);
        return $"#{Convert.ToHexStringLower(mark[..4])}";
    }

    /// <summary>The network of a visitor: /24 of IPv4, /48 of IPv6. A text that is no address comes back as it is.</summary>
    public static string Client(string text)
    {
        if (!IPAddress.TryParse(text, out var address))
        {
            if (!text.Contains(':', StringComparison.Ordinal) || !IPEndPoint.TryParse(text, out var point))
                return text;
            address = point.Address;
        }

        return ClientAddress.Masked(address);
    }

    /// <summary>A value of a line of our own: no query, no secret, one line.</summary>
    public static string Own(string text) =>
        OneLine.Of(text.AsSpan().ContainsAny(Suspicious) ? Secret().Replace(Query().Replace(text, "?…"), "$1=…") : text);

    /// <summary>A value or message that others wrote: of addresses, paths and URLs in it only what names no room.</summary>
    public string Foreign(string text)
    {
        if (Client(text) is var network && network != text)
            return network;
        // Decoded, it may hold anything, blanks too.
        if (!showsRooms && text.StartsWith('/'))
            return "/…";
        if (!showsRooms)
            text = Quoted().Replace(WithQuery().Replace(LocalPath().Replace(Url().Replace(text, "$1/…"), "/…"), "?…"), "'…'");
        return Own(text);
    }

    /// <summary>An exception with its inner ones: types and frames as they are, messages as <see cref="Foreign(string)"/>.</summary>
    public string Foreign(Exception exception)
    {
        var text = new StringBuilder();
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (text.Length > 0)
                text.Append(" ---> ");
            text.Append(e.GetType().FullName).Append(": ").AppendLine(Foreign(e.Message));
            if (e.StackTrace is { } frames)
                text.AppendLine(frames);
        }

        return text.ToString().TrimEnd();
    }

    [GeneratedRegex(@"\?[^\s""'<>)\]]+")]
    private static partial Regex Query();

    // The name of a setting is no secret: Fleet:Shards:0:Token:SecretFile.
    [GeneratedRegex(@"(?<!\bFleet:Shards:\d{1,4}:)\b(token|jwt|pwd|password|authorization|cookie)""?\s*[=:]\s*[^\s&""']+", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();

    [GeneratedRegex(@"\b([a-z][a-z0-9+.-]*://[^\s/?#""'<>)\]]*)/[^\s""'<>)\]]+", RegexOptions.IgnoreCase)]
    private static partial Regex Url();

    // A target may begin with anything: it is cut with its query.
    [GeneratedRegex(@"[^\s""'<>()\[\]/]*\?[^\s""'<>)\]]+")]
    private static partial Regex WithQuery();

    // The server quotes what it refuses, which may hold a quote itself.
    [GeneratedRegex("'.*'", RegexOptions.Singleline)]
    private static partial Regex Quoted();

    // Not what follows a host, a type or a version: `application/json`, `HTTP/1.1`.
    [GeneratedRegex(@"(?<![\w/.:*…-])/[^\s""'<>)\]]+")]
    private static partial Regex LocalPath();
}
