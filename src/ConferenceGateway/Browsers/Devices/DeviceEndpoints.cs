using System.Text.Json;
using System.Text.Json.Serialization;
using ConferenceGateway.Browsers.Check;
using ConferenceGateway.Core;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Browsers.Devices;

/// <summary>The device test: its page, the socket that it measures, and the access to TURN that it tries.</summary>
internal static class DeviceEndpoints
{
    public const string Path = "/-/check/device";
    public const string IcePath = "/-/check/ice";

    private static readonly PageScript Script = new("device") { UsesDevices = true };

    /// <summary>Maps the three; the host filter is put on what is returned.</summary>
    public static IEndpointConventionBuilder MapDeviceTest(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("");
        group.Map(Path, ShowAsync);
        group.Map(IcePath, GiveAccessAsync);
        group.MapEcho();
        return group;
    }

    private static async Task ShowAsync(HttpContext context, BrowserCheck check, IceOptions ice, PageWriter pages, ProblemWriter problems)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            await problems.WriteAsync(context, new Problem.MethodNotAllowed("GET, HEAD"));
            return;
        }

        RoomName? room = null;
        if (request.Query["room"] is [{ Length: > 0 } typed])
        {
            if (!TypedRoom.TryParse(typed, out var read, out var fault))
            {
                await problems.WriteAsync(context, new Problem.BadRoomName(fault));
                return;
            }

            room = read;
        }

        await pages.WriteAsync<DevicePage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(DevicePage.Room)] = room,
            [nameof(DevicePage.Verdict)] = check.Judge(request),
            [nameof(DevicePage.HasIce)] = ice.Servers.Length > 0,
        }, Script);
    }

    /// <summary>By POST, because every browser then says from which page it comes.</summary>
    private static async Task GiveAccessAsync(
        HttpContext context, IceOptions options, IceLimit limit, Origins origins, TimeProvider time, ProblemWriter problems)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await problems.WriteAsync(context, new Problem.MethodNotAllowed("POST"));
            return;
        }

        if (!SameOrigin.Proves(context.Request, origins.Meeting))
        {
            await problems.WriteAsync(context, new Problem.ForeignForm());
            return;
        }

        if (options.Servers.Length == 0)
        {
            await problems.WriteAsync(context, new Problem.NoSuchPage());
            return;
        }

        if (limit.Wait(context.Connection.RemoteIpAddress) is { } wait)
        {
            await problems.WriteAsync(context, new Problem.TooManyAtOnce { RetryAfter = wait });
            return;
        }

        var access = IceAccess.Of(options, time.GetUtcNow());
        var body = new IceBody([.. options.Servers.Select(server =>
            new IceServerBody(WayOf(server), server.Url, server.IsTurn ? access?.User : null, server.IsTurn ? access?.Password : null))]);
        var response = context.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.ContentType = "application/json";
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body, DeviceJson.Default.IceBody), context.RequestAborted);
    }

    private static string WayOf(IceServer server) => server.Way switch
    {
        IceWay.Stun => "stun",
        IceWay.Udp => "udp",
        IceWay.Tcp => "tcp",
        _ => "tls",
    };
}

/// <summary>What the page's script gets to try.</summary>
/// <param name="Servers">In the order of the settings.</param>
internal sealed record IceBody(IReadOnlyList<IceServerBody> Servers);

/// <summary>One server, in the words of <c>RTCIceServer</c>.</summary>
internal sealed record IceServerBody(string Way, string Urls, string? Username, string? Credential);

/// <summary>The shapes of the device test's JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IceBody))]
internal sealed partial class DeviceJson : JsonSerializerContext;
