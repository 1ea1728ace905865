using System.Net;
using System.Text;

namespace ConferenceGateway.Lab;

/// <summary>One request as a shard received it: the judge of what a gateway forwards.</summary>
public sealed class LabRequest
{
    private volatile byte[] _body = [];
    private volatile bool _bodyComplete;

    internal LabRequest(
        long number, string method, string rawTarget, string protocol, IReadOnlyList<KeyValuePair<string, string>> headers, IPEndPoint? remote)
    {
        Number = number;
        Method = method;
        RawTarget = rawTarget;
        Protocol = protocol;
        Headers = headers;
        Remote = remote;
    }

    /// <summary>Counts from 1 in the order of arrival.</summary>
    public long Number { get; }

    /// <summary>The method as received.</summary>
    public string Method { get; }

    /// <summary>The request target, byte for byte as on the wire: nothing decoded.</summary>
    public string RawTarget { get; }

    /// <summary>For example <c>HTTP/1.1</c>.</summary>
    public string Protocol { get; }

    /// <summary>All header lines; a header that came twice is here twice.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>The other end of the connection.</summary>
    public IPEndPoint? Remote { get; }

    /// <summary>The part of the target before the question mark.</summary>
    public string RawPath => RawTarget.Split('?', 2)[0];

    /// <summary>The part of the target behind the question mark, or empty.</summary>
    public string RawQuery => RawTarget.Split('?', 2) is [_, var query] ? query : "";

    /// <summary>The first bytes of the body, at most 4 KiB; empty until the body was read.</summary>
    public ReadOnlyMemory<byte> BodyPrefix => _body;

    /// <summary><see cref="BodyPrefix"/> as UTF-8 text.</summary>
    public string BodyText => Encoding.UTF8.GetString(_body);

    /// <summary>Whether the whole announced body arrived.</summary>
    public bool BodyComplete => _bodyComplete;

    /// <summary>The header's values, joined by a comma, or null. Names compare without case.</summary>
    public string? Header(string name)
    {
        var values = Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).ToArray();
        return values.Length == 0 ? null : string.Join(", ", values);
    }

    /// <summary>Method, target and header lines; for the message of a failed test.</summary>
    public override string ToString() =>
        $"{Method} {RawTarget} {Protocol}\n" + string.Join('\n', Headers.Select(header => $"{header.Key}: {header.Value}"));

    internal void SetBody(byte[] prefix, bool complete)
    {
        _body = prefix;
        _bodyComplete = complete;
    }
}
