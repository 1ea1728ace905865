using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ConferenceGateway.Core;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace ConferenceGateway.Portal.Api;

/// <summary>What came of a body: the value, or why there is none.</summary>
internal readonly record struct ApiBody<T>(T? Value, Problem? Problem)
    where T : class;

/// <summary>
/// Reads the JSON body of a request. What is not JSON is a bad request; a member that does not exist or has the wrong type
/// is a wrong value, named by its path.
/// </summary>
internal static class ApiBody
{
    /// <summary>Longer bodies are refused before they are read. Bytes.</summary>
    public const int MostBytes = 64 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>The body, or the problem with it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="type">How it is read.</param>
    /// <param name="mostBytes">How long it can be.</param>
    public static async Task<ApiBody<T>> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type, int mostBytes = MostBytes)
        where T : class
    {
        var request = context.Request;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var media) || !media.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            return Bad<T>("A JSON body is expected here. Send it with Content-Type: application/json.");
        if (request.ContentLength > mostBytes)
            return new(null, new Problem.PayloadTooLarge());
        try
        {
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
                limit.MaxRequestBodySize = mostBytes;
            using var document = await JsonDocument.ParseAsync(request.Body, Strict, context.RequestAborted);
            return Read(document, type);
        }
        catch (BadHttpRequestException e)
        {
            return new(null, Problem.OfBody(e.StatusCode));
        }
        catch (JsonException e)
        {
            return Bad<T>($"The body is not valid JSON, at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: it must be one JSON object in UTF-8, each member once.");
        }
    }

    private static ApiBody<T> Read<T>(JsonDocument document, JsonTypeInfo<T> type)
        where T : class
    {
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            return Bad<T>("The body must be one JSON object.");
        try
        {
            return new(document.RootElement.Deserialize(type), null);
        }
        catch (JsonException e)
        {
            // The framework's own sentence names our types; the path is what helps.
            var members = string.Join(", ", type.Properties.Select(property => property.Name));
            return new(null, new Problem.WrongValue(Text.Same($"{PathOf(e.Path)} is no member of the body, or has the wrong type. The members are {members}.")));
        }
    }

    private static string PathOf(string? path)
    {
        var bare = OneLine.Of((path ?? "").Replace("$.", "", StringComparison.Ordinal));
        return bare.Length is 0 or > 100 ? "Something" : bare;
    }

    private static ApiBody<T> Bad<T>(string what)
        where T : class => new(null, new Problem.BadRequest(what));
}
