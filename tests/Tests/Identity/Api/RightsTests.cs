using System.Text.Json;
using System.Text.RegularExpressions;
using AwesomeAssertions;
using ConferenceGateway.Portal;
using ConferenceGateway.Portal.Api;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ConferenceGateway.Tests.Identity.Api;

/// <summary>Every route says who may, the document says the same, and the gateway holds to it.</summary>
public sealed class RightsTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly string[] Changing = ["POST", "PUT", "PATCH", "DELETE"];

    // Whoever throws somebody out means it, whatever else has changed.
    private static readonly string[] LiveActs =
        [.. "POST lock,POST unlock,POST stop,POST end,DELETE present/{id},POST waiting/{id}/admit,POST waiting/{id}/refuse,DELETE outs/{subject}"
            .Split(',').Select(act => act.Replace(" ", " /api/v1/rooms/{room}/", StringComparison.Ordinal))];

    // What makes something new, or changes nothing that has a revision.
    private static readonly string[] WithoutRevision =
        ["POST /api/v1/accounts", "POST /api/v1/accounts/{id}/password-link", "DELETE /api/v1/accounts/{id}/sessions", "POST /api/v1/keys", "DELETE /api/v1/support/{code}", Trying,
            // To drain what drains already, or to open what is open, is to have done it.
            "PUT /api/v1/fleet/{name}/drain", "DELETE /api/v1/fleet/{name}/drain", "POST /api/v1/shards",
            "POST /api/v1/rooms", "POST /api/v1/rooms/{room}/invitations", "DELETE /api/v1/rooms/{room}/invitations/{id}", .. LiveActs];

    // Takes a body, and changes nothing.
    private const string Trying = "POST /api/v1/policy/dry-run";

    private IEnumerable<RouteEndpoint> Portal => host.Gateway.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        .Where(route => route.Metadata.GetMetadata<IHostMetadata>()?.Hosts.Contains("portal.test") == true && route.Order != int.MaxValue);

    private IEnumerable<(string Method, string Path, RouteEndpoint Route)> Operations => Portal
        .Where(route => route.RoutePattern.RawText!.StartsWith(ApiRoutes.Root, StringComparison.Ordinal) && !route.RoutePattern.RawText.EndsWith("openapi.json", StringComparison.Ordinal))
        .SelectMany(route => route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Where(method => method != "HEAD")
            .Select(method => (method, route.RoutePattern.RawText!.TrimEnd('/'), route)));

    [Fact]
    public void Every_route_of_the_portal_says_who_may()
    {
        Portal.Should().NotBeEmpty();
        Portal.Where(route => route.RoutePattern.RawText is not "/" && !Says(route)).Select(route => route.RoutePattern.RawText).Should().BeEmpty();
    }

    [Fact]
    public void Only_the_own_rights_of_a_key_ask_for_no_right() =>
        Operations.Where(one => one.Route.Metadata.GetMetadata<Right>() is null).Select(one => one.Path).Should().Equal("/api/v1/me");

    [Fact]
    public void Every_change_of_what_has_a_revision_asks_which_one_was_seen() =>
        Operations.Where(one => Changing.Contains(one.Method) && one.Route.Metadata.GetMetadata<ApiMatchNeeded>() is null)
            .Select(one => $"{one.Method} {one.Path}").Where(one => one.StartsWith("POST /api/v1/check", StringComparison.Ordinal) is false)
            .Should().BeEquivalentTo(WithoutRevision);

    [Fact]
    public void No_reading_right_is_enough_for_a_change() =>
        Operations.Where(one => Changing.Contains(one.Method) && $"{one.Method} {one.Path}" != Trying).Select(one => one.Route.Metadata.GetMetadata<Right>()!)
            .Should().OnlyContain(right => (right.Roles == Roles.Admin || right == Right.RoomsWrite) && !right.Name.EndsWith(":read", StringComparison.Ordinal));

    [Fact]
    public async Task The_document_has_every_operation_with_its_scope_and_no_other()
    {
        var document = (await host.AskAsync("GET", "/api/v1/openapi.json", key: null)).Json;
        var described = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(one => $"{one.Name.ToUpperInvariant()} {path.Name}: {ScopeOf(one.Value)}"));

        described.Should().BeEquivalentTo(Operations.Select(one => $"{one.Method} {one.Path}: {one.Route.Metadata.GetMetadata<Right>()?.Name}"));
        document.GetProperty("servers")[0].GetProperty("url").GetString().Should().Be("http://portal.test");
        document.GetProperty("openapi").GetString().Should().StartWith("3.1");
    }

    [Fact]
    public async Task Every_operation_asks_role_and_scope()
    {
        var owners = new List<(Roles Roles, Dictionary<string, string> KeyByScope)>();
        foreach (var roles in new[] { Roles.None, Roles.Chair, Roles.Auditor, Roles.Admin, Roles.Chair | Roles.Auditor })
        {
            var owner = await host.AccountAsync("matrix-" + (int)roles, roles);
            var keys = new Dictionary<string, string>();
            foreach (var scope in ApiHost.AllScopes)
                keys[scope] = (await host.KeyAsync(owner, [scope])).Text;
            owners.Add((roles, keys));
        }

        var wrong = new List<string>();
        foreach (var (method, path, route) in Operations.Where(one => one.Path != "/api/v1/me"))
        {
            var right = route.Metadata.GetMetadata<Right>()!;
            if (right == Right.CheckRun)
                continue;
            var at = Regex.Replace(path, @"\{[a-z]+\}", "nobody");
            var stranger = (await host.AskAsync(method, at, key: null)).Status;
            if (stranger != 401)
                wrong.Add($"{method} {path}: a stranger: {stranger}");
            foreach (var (roles, keys) in owners)
            {
                foreach (var (scope, key) in keys)
                {
                    var may = scope == right.Name && (right.Roles == Roles.None || (roles & right.Roles) != 0);
                    var reply = await host.AskAsync(method, at, key);
                    var status = reply.Status;
                    if (may == (reply.Problem is "not-signed-in" or "not-allowed") || (!may && status != 403))
                        wrong.Add($"{method} {path}: {roles} with {scope}: {status}");
                }
            }
        }

        string.Join('\n', wrong).Should().BeEmpty();
    }

    private static bool Says(RouteEndpoint route) => route.Metadata.GetMetadata<Right>() is { } right
        ? route.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy == right.Name)
        : route.Metadata.GetMetadata<IAllowAnonymous>() is not null || route.Metadata.GetMetadata<IAuthorizeData>() is not null;

    private static string? ScopeOf(JsonElement operation) =>
        operation.GetProperty("security")[0].GetProperty("apiKey").EnumerateArray().Select(scope => scope.GetString()).SingleOrDefault();
}
