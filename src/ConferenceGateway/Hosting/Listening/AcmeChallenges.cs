using System.Text.RegularExpressions;

namespace ConferenceGateway.Hosting.Listening;

/// <summary>
/// The files by which a certificate authority sees that we are we (RFC 8555, 8.3): <c>certbot --webroot</c> and others put
/// them into a folder, and the authority asks for them without TLS. The gateway holds port 80, so it has to answer.
/// </summary>
internal sealed partial class AcmeChallenges(string? folder)
{
    private const int MaxBytes = 64 * 1024;
    private const string Prefix = "/.well-known/acme-challenge/";

    /// <summary>The file that a target asks for, or null.</summary>
    public string? Find(string target)
    {
        if (folder is null || !target.StartsWith(Prefix, StringComparison.Ordinal) || !Token().IsMatch(target.AsSpan(Prefix.Length)))
            return null;
        // webroot tools make the two folders themselves.
        var file = Path.Join(folder, target);
        // No links: whoever may write here must not read with the gateway's eyes. A pipe and a device have no length.
        return new FileInfo(file) is { Exists: true, LinkTarget: null, Length: > 0 and < MaxBytes } ? file : null;
    }

    /// <summary>Answers with the file, as it is.</summary>
    public static Task WriteAsync(HttpContext context, string file)
    {
        context.Response.ContentType = "application/octet-stream";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.SendFileAsync(file, context.RequestAborted);
    }

    // The alphabet of base64url, and so no dot and no slash.
    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,128}\z")]
    private static partial Regex Token();
}
