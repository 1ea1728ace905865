using System.Text.Json.Nodes;
using ConferenceGateway.Core;
using Microsoft.OpenApi;

namespace ConferenceGateway.Portal.Api;

/// <summary>What stands once in the OpenAPI document: whose API it is, how one signs in, what a problem looks like.</summary>
internal static class ApiDocumentParts
{
    /// <summary>The name of the way in.</summary>
    public const string KeyScheme = "apiKey";

    /// <summary>The name of the schema of a problem, which the framework gives it too.</summary>
    public const string ProblemSchema = "ProblemDetails";

    /// <summary>Fills them in.</summary>
    public static void Describe(OpenApiDocument document, Origins origins)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Conference Gateway",
            Version = "1",
            Description = "What the portal's pages do, for scripts. Lists come page by page (limit, after, next). A change names the state that it saw (ETag, If-Match). What goes wrong is a problem document (RFC 9457). Instants are RFC 3339 in UTC.",
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        document.Servers = [new OpenApiServer { Url = origins.PortalUrl.GetLeftPart(UriPartial.Authority) }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [KeyScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "cg_…",
                Description = "An API key of the page /admin/keys. It may do what both its scopes and its owner's roles allow. Each operation names its scope.",
            },
        };
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas[ProblemSchema] = Problem();
    }

    // The framework's own leaves everything open; ours always says all four.
    private static OpenApiSchema Problem() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "What is, and what to do (RFC 9457).",
        Required = new HashSet<string> { "type", "title", "status", "detail" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Stable; for programs.", Examples = [JsonValue.Create("urn:conference-gateway:problem:changed")!] },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What is." },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What to do, and whom to ask." },
        },
    };
}
