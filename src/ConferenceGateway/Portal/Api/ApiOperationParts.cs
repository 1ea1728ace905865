using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;

namespace ConferenceGateway.Portal.Api;

/// <summary>What an operation's marks mean in the OpenAPI document: its scope, its pages, its ETag, its problems.</summary>
internal static class ApiOperationParts
{
    private static readonly Dictionary<int, string> Problems = new()
    {
        [400] = "The request cannot be read.",
        [401] = "The key is missing, wrong, expired or revoked, or its owner is disabled.",
        [403] = "The key or its owner lacks the right.",
        [404] = "There is no such thing.",
        [409] = "It contradicts what is; detail says what to do.",
        [412] = "Somebody has changed it since it was read.",
        [413] = "The body is longer than 64 KB, or 512 KB for a policy.",
        [422] = "A value cannot be; detail names it.",
        [429] = "Too many passwords are being hashed. Try again after Retry-After.",
        [428] = "If-Match is missing.",
        [503] = "The database is away.",
    };

    /// <summary>The body that an operation takes; its schema stands among the others, under the type's name.</summary>
    public static void Take(OpenApiOperation operation, OpenApiDocument document, ApiTaken taken, OpenApiSchema schema)
    {
        document.AddComponent(taken.Type.Name, schema);
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(taken.Type.Name, document), Example = JsonNode.Parse(taken.Example) },
            },
        };
    }

    /// <summary>Fills them in.</summary>
    public static void Describe(OpenApiOperation operation, OpenApiDocument document, IList<object> marks)
    {
        operation.Responses ??= [];
        if (!marks.OfType<IAllowAnonymous>().Any())
            Guard(operation, document, marks.OfType<Right>().FirstOrDefault());
        if (marks.OfType<ApiPaged>().Any())
            Page(operation);
        if (marks.OfType<ApiMatchNeeded>().Any())
            Parameter(operation, "If-Match", ParameterLocation.Header, true, "The ETag that was read with the thing. * is refused.", new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^\"[0-9]+\"$", Examples = [JsonValue.Create("\"3\"")!] });
        foreach (var revision in marks.OfType<ApiRevision>())
            Header(operation, revision.Status, "ETag", "For If-Match of a change.");
        if (operation.Responses.ContainsKey("201"))
            Header(operation, 201, "Location", "Where it lies.");
        Fail(operation, 503);
        var sorted = operation.Responses.OrderBy(one => one.Key, StringComparer.Ordinal).ToArray();
        operation.Responses.Clear();
        foreach (var (status, response) in sorted)
        {
            operation.Responses.Add(status, response);
            if (response is OpenApiResponse open && int.Parse(status, CultureInfo.InvariantCulture) >= 400)
                FillProblem(open, document, int.Parse(status, CultureInfo.InvariantCulture));
        }
    }

    // Scopes of a bearer scheme are roles of the operation since OpenAPI 3.1.
    private static void Guard(OpenApiOperation operation, OpenApiDocument document, Right? right)
    {
        operation.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiDocumentParts.KeyScheme, document)] = right is null ? [] : [right.Name] },
        ];
        var asked = right is null ? "Any key may." : $"Needs the scope `{right.Name}`.";
        operation.Description = operation.Description is { Length: > 0 } said ? $"{said} {asked}" : asked;
        Fail(operation, 401);
        if (right is not null)
            Fail(operation, 403);
    }

    private static void Page(OpenApiOperation operation)
    {
        Parameter(operation, "limit", ParameterLocation.Query, false, "How many items at most.", new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Format = "int32",
            Minimum = "1",
            Maximum = ApiPaging.MostLimit.ToString(CultureInfo.InvariantCulture),
            Default = JsonValue.Create(ApiPaging.UsualLimit),
        });
        Parameter(operation, "after", ParameterLocation.Query, false, "The value of next of the page before.", new OpenApiSchema { Type = JsonSchemaType.String });
    }

    private static void Parameter(OpenApiOperation operation, string name, ParameterLocation place, bool isRequired, string description, OpenApiSchema schema)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter { Name = name, In = place, Required = isRequired, Description = description, Schema = schema });
    }

    private static void Header(OpenApiOperation operation, int status, string name, string description)
    {
        if (!operation.Responses!.TryGetValue(status.ToString(CultureInfo.InvariantCulture), out var found) || found is not OpenApiResponse response)
            return;
        response.Headers ??= new Dictionary<string, IOpenApiHeader>();
        response.Headers[name] = new OpenApiHeader { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
    }

    private static void Fail(OpenApiOperation operation, int status) =>
        operation.Responses!.TryAdd(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponse());

    private static void FillProblem(OpenApiResponse response, OpenApiDocument document, int status)
    {
        response.Description = Problems.GetValueOrDefault(status, response.Description ?? "A problem.");
        response.Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(ApiDocumentParts.ProblemSchema, document) },
        };
        if (status == 401)
        {
            response.Headers ??= new Dictionary<string, IOpenApiHeader>();
            response.Headers["WWW-Authenticate"] = new OpenApiHeader { Description = "Bearer", Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        }
    }
}
