using ConferenceGateway.Core;

namespace ConferenceGateway.Proxy;

/// <summary>
/// A request target, read as it came over the wire: a decoded path would hide what a shard's web server might see in it.
/// Reading it allocates nothing.
/// </summary>
internal readonly struct RequestTarget
{
    private readonly string _raw;
    private readonly int _path;
    private readonly int _pathEnd;
    private readonly int _tenantLength;

    private RequestTarget(string raw, Surface surface, RoomNameFault fault, int path, int pathEnd, int tenantLength)
    {
        _raw = raw;
        Surface = surface;
        Fault = fault;
        _path = path;
        _pathEnd = pathEnd;
        _tenantLength = tenantLength;
    }

    /// <summary>What is asked for.</summary>
    public Surface Surface { get; }

    /// <summary>Why, if <see cref="Surface"/> is <see cref="Surface.Refused"/>.</summary>
    public RoomNameFault Fault { get; }

    /// <summary>The first segment, where it is a tenant; else empty. Not decoded.</summary>
    public ReadOnlySpan<char> Tenant => _raw.AsSpan(_path + 1, _tenantLength);

    /// <summary>The path behind the tenant, with its leading slash. Not decoded.</summary>
    public ReadOnlySpan<char> Inner => _tenantLength == 0
        ? _raw.AsSpan(_path, _pathEnd - _path)
        : _raw.AsSpan(_path + 1 + _tenantLength, _pathEnd - _path - 1 - _tenantLength);

    /// <summary>The room's segment of a page. Not decoded.</summary>
    public ReadOnlySpan<char> Room => Inner[1..].TrimEnd('/');

    /// <summary>The whole path as it came.</summary>
    public ReadOnlySpan<char> Path => _raw.AsSpan(_path, _pathEnd - _path);

    /// <summary>Behind the question mark; empty without one. Not decoded.</summary>
    public ReadOnlySpan<char> Query => _pathEnd < _raw.Length ? _raw.AsSpan(_pathEnd + 1) : default;

    /// <summary>The question mark and what follows; empty without one.</summary>
    public ReadOnlySpan<char> QueryWithMark => _raw.AsSpan(_pathEnd);

    /// <summary>Reads a raw target in origin form or absolute form.</summary>
    public static RequestTarget Read(string raw)
    {
        var start = 0;
        if (raw.Length == 0 || raw[0] != '/')
        {
            // Absolute form: the server has checked the authority against Host. `*` and the like are nobody's page.
            var authority = raw.IndexOf("://", StringComparison.Ordinal);
            start = authority < 0 ? -1 : raw.IndexOf('/', authority + 3);
            if (start < 0)
                return new(raw, Surface.None, RoomNameFault.None, 0, raw.Length, 0);
        }

        var mark = raw.IndexOf('?', start);
        var end = mark < 0 ? raw.Length : mark;
        var path = raw.AsSpan(start, end - start);
        var fault = PathRules.Check(path);
        if (fault == RoomNameFault.None && mark >= 0 && !PathRules.IsPlainText(raw.AsSpan(mark + 1)))
            fault = RoomNameFault.Control;
        if (fault != RoomNameFault.None)
            return new(raw, Surface.Refused, fault, start, end, 0);

        var (surface, tenantLength) = Classify(path);
        if (surface is not (Surface.Page or Surface.Start or Surface.Own or Surface.None) &&
            !PathRules.IsPlainFile(tenantLength == 0 ? path : path[(1 + tenantLength)..]))
            surface = Surface.None;
        return new(raw, surface, RoomNameFault.None, start, end, tenantLength);
    }

    private static (Surface Surface, int TenantLength) Classify(ReadOnlySpan<char> path)
    {
        if (path.Length == 1)
            return (Surface.Start, 0);
        if (SurfaceTable.Find(path) is var direct and not Surface.None)
            return (direct, 0);

        // A slash at the end is a slip of the pen: the page step redirects it away.
        var trimmed = path[^1] == '/' ? path[..^1] : path;
        var slash = trimmed[1..].IndexOf('/') + 1;
        if (slash == 0)
            return (Surface.Page, 0);
        if (SurfaceTable.Find(path[slash..]) is var inner && SurfaceTable.HasTenants(inner))
            return (inner, slash - 1);
        return trimmed[(slash + 1)..].Contains('/') ? (Surface.None, 0) : (Surface.Page, slash - 1);
    }
}
