using ConferenceGateway.Core;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ConferenceGateway.Portal.Api;

/// <summary>
/// The OpenAPI document of the API, made of its routes. Made once: it never changes while the gateway runs, and strangers
/// may ask for it.
/// </summary>
internal sealed class ApiDocument([FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider provider)
{
    /// <summary>The document's name within the program; the framework wants one.</summary>
    public const string Name = "v1";

    // The first who asks makes it; who asks meanwhile waits for the same.
    private readonly Lazy<Task<byte[]>> _bytes = new(() => MakeAsync(provider));

    /// <summary>Maps <c>openapi.json</c>. It is documentation: everybody may read it.</summary>
    public static void Map(RouteGroupBuilder api) => api.MapRead("/openapi.json", AnswerAsync).IsOpen().ExcludeFromDescription();

    /// <summary>Adds what makes it.</summary>
    public static void Add(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => ApiJson.Set(options.SerializerOptions));
        services.AddOpenApi(Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            // HEAD is the same operation; pages are no operations.
            options.ShouldInclude = description =>
                description.HttpMethod != HttpMethods.Head && ("/" + description.RelativePath).StartsWith(ApiRoutes.Root + "/", StringComparison.Ordinal);
            options.AddDocumentTransformer((document, context, _) =>
            {
                ApiDocumentParts.Describe(document, context.ApplicationServices.GetRequiredService<Origins>());
                return Task.CompletedTask;
            });
            options.AddOperationTransformer(async (operation, context, cancellation) =>
            {
                var marks = context.Description.ActionDescriptor.EndpointMetadata;
                foreach (var taken in marks.OfType<ApiTaken>())
                {
                    var schema = await context.GetOrCreateSchemaAsync(taken.Type, null, cancellation);
                    ApiOperationParts.Take(operation, context.Document!, taken, schema);
                }

                ApiOperationParts.Describe(operation, context.Document!, marks);
            });
        });
        services.AddSingleton<ApiDocument>();
    }

    private static async Task<byte[]> MakeAsync(IOpenApiDocumentProvider provider)
    {
        var document = await provider.GetOpenApiDocumentAsync();
        using var stream = new MemoryStream();
        await document.SerializeAsJsonAsync(stream, OpenApiSpecVersion.OpenApi3_1);
        return stream.ToArray();
    }

    private static async Task AnswerAsync(HttpContext context, ApiDocument document)
    {
        var bytes = await document._bytes.Value;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
