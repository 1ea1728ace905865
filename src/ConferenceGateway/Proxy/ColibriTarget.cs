namespace ConferenceGateway.Proxy;

/// <summary>
/// <c>/colibri-ws/{server-id}/{conference}/{endpoint}?pwd=…</c>: the bridge comes from the configuration by its
/// server-id, never from the path; the password must be the first and only parameter.
/// </summary>
internal static class ColibriTarget
{
    /// <summary>The server-id, or empty when the path or query has another form.</summary>
    public static ReadOnlySpan<char> ServerId(in RequestTarget target)
    {
        Span<Range> parts = stackalloc Range[6];
        var path = target.Inner;
        var count = path.Split(parts, '/');
        if (count != 5 || !target.Query.StartsWith("pwd=", StringComparison.Ordinal) || target.Query.Contains('&'))
            return default;
        for (var part = 2; part < 5; part++)
        {
            if (path[parts[part]].IsEmpty)
                return default;
        }

        return path[parts[2]];
    }
}
