using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ConferenceGateway.Lab.Http;

/// <summary>The files below <c>Web/</c>, which the program carries in itself.</summary>
internal static class LabFiles
{
    private static readonly FrozenDictionary<string, LabFile> Files = Load();

    /// <summary>Changes with any of the files; the <c>?v=</c> of the pages.</summary>
    public static string Version { get; } = Hash(Files.OrderBy(file => file.Key, StringComparer.Ordinal).SelectMany(file => file.Value.Bytes).ToArray())[..12];

    /// <summary>The file's text. For templates.</summary>
    public static string Text(string path) => Encoding.UTF8.GetString(Files[path].Bytes);

    /// <summary>Answers with the file, with 304 if the client has it, or with 404.</summary>
    public static async Task SendAsync(HttpContext context, string path)
    {
        if (!Files.TryGetValue(path, out var file))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var headers = context.Response.Headers;
        headers.ETag = file.ETag;
        headers.AccessControlAllowOrigin = "*";
        headers.CacheControl = context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache";
        if (context.Request.Headers.IfNoneMatch.Contains(file.ETag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        context.Response.ContentType = file.ContentType;
        context.Response.ContentLength = file.Bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(file.Bytes);
    }

    private static FrozenDictionary<string, LabFile> Load()
    {
        const string prefix = "Web/";
        var assembly = Assembly.GetExecutingAssembly();
        var files = new Dictionary<string, LabFile>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames())
        {
            var path = name.Replace('\\', '/');
            if (!path.StartsWith(prefix, StringComparison.Ordinal))
                continue;
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            files[path[prefix.Length..]] = new LabFile(bytes, TypeOf(path), $"\"{Hash(bytes)[..16]}\"");
        }
        return files.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string TypeOf(string path) => Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".json" => "application/json",
        ".svg" => "image/svg+xml",
        ".ico" => "image/x-icon",
        ".txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };

    private sealed record LabFile(byte[] Bytes, string ContentType, string ETag);
}
