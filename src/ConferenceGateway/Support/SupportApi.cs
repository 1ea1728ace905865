using System.Text.Json;
using System.Text.Json.Serialization;
using ConferenceGateway.Audit;
using ConferenceGateway.Browsers.Check;
using ConferenceGateway.Browsers.Devices;
using ConferenceGateway.Browsers.Help;
using ConferenceGateway.Portal;
using ConferenceGateway.Portal.Api;
using ConferenceGateway.UserAgents;

namespace ConferenceGateway.Support;

/// <summary>Support codes on the API: opens and deletes one that somebody has named.</summary>
internal static class SupportApi
{
    private const string Path = "/support/{code}";

    /// <summary>Maps the operations.</summary>
    public static void MapSupportApi(this RouteGroupBuilder api)
    {
        api.MapRead(Path, GetAsync).Needs(Right.SupportRead).WithTags("support").Gives<SupportBody>().CanFail(StatusCodes.Status404NotFound)
            .Says("openSupportCode", "Shows what a member has left under a support code.", "Each time is written down in the audit. In any case, with blanks or hyphens.");
        api.MapDelete(Path, DeleteAsync).Needs(Right.SupportWrite).WithTags("support").GivesNothing().CanFail(StatusCodes.Status404NotFound)
            .Says("deleteSupportCode", "Deletes what a member has left under a support code.");
    }

    private static async Task<IResult> GetAsync(HttpContext context, string code, SupportChanges changes, HelpOptions options) =>
        SupportCode.TryParse(code, out var parsed) && await changes.OpenAsync(Actor.Of(context), parsed) is { } found
            ? ApiAnswer.Ok(SupportBody.Of(found, options), SupportApiJson.Api.SupportBody)
            : ApiAnswer.Of(new Problem.NotFound(SupportTexts.Gone));

    private static async Task<IResult> DeleteAsync(HttpContext context, string code, SupportChanges changes) =>
        SupportCode.TryParse(code, out var parsed) && await changes.DeleteAsync(Actor.Of(context), parsed) is not null
            ? ApiAnswer.Nothing
            : ApiAnswer.Of(new Problem.NotFound(SupportTexts.Gone));
}

/// <summary>What a member has left.</summary>
/// <param name="Code">Under which it lies.</param>
/// <param name="At">When it was left.</param>
/// <param name="DeletedAt">When it will be deleted.</param>
/// <param name="Verdict">works, limits, cannot, switchedOff or blocked.</param>
/// <param name="Said">The verdict as the member read it, in English.</param>
/// <param name="Rule">The rule of the policy that decided, counted from 1; null: none.</param>
/// <param name="PolicyVersion">The version of the policy.</param>
/// <param name="Browser">The browser.</param>
/// <param name="Probes">What the page's script found, by name: found, missing or unknown; null: no script ran.</param>
/// <param name="Devices">What the device test found, by name: works, fails, refused or unknown; null: there was none.</param>
/// <param name="Shard">Where the room lives or would; null: no room was named.</param>
internal sealed record SupportBody(
    string Code, DateTimeOffset At, DateTimeOffset DeletedAt, string Verdict, string Said, int? Rule, int PolicyVersion, SupportBrowser Browser,
    IReadOnlyDictionary<string, string>? Probes, IReadOnlyDictionary<string, string>? Devices, string? Shard)
{
    public static SupportBody Of(StoredSupport stored, HelpOptions options)
    {
        var entry = stored.Entry;
        return new(
            stored.Code.Text, entry.At, entry.At + options.Keep, Name(entry.Kind), entry.Said.English, entry.Rule == 0 ? null : entry.Rule, entry.PolicyVersion,
            SupportBrowser.Of(entry.Browser),
            ProbeReport.Parse(entry.Probes) is { } probes ? Enum.GetValues<Probe>().ToDictionary(Name, probe => Name(probes[probe])) : null,
            DeviceSummary.Parse(entry.Devices) is { } devices ? Enum.GetValues<DevicePart>().ToDictionary(Name, part => Name(devices[part])) : null,
            entry.Shard);
    }

    /// <summary>A word of ours as the API writes it.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

/// <summary>A browser, as far as the gateway reads it.</summary>
/// <param name="Engine">blink, gecko, webKit, trident, edgeHtml, presto, goanna, text or unknown.</param>
/// <param name="EngineVersion">Its major version; null: not told.</param>
/// <param name="Brand">The name that people know; null: unknown.</param>
/// <param name="BrandVersion">Its major version; null: not told.</param>
/// <param name="System">windows, macOs, ios, android, chromeOs, linux or unknown.</param>
/// <param name="SystemVersion">Major × 100 + minor, so 1015 for 10.15; null: not told.</param>
/// <param name="IsMobile">A phone or a tablet.</param>
/// <param name="IsInApp">A window inside another app.</param>
/// <param name="App">Which app; null: none, or not told.</param>
internal sealed record SupportBrowser(
    string Engine, int? EngineVersion, string? Brand, int? BrandVersion, string System, int? SystemVersion, bool IsMobile, bool IsInApp, string? App)
{
    public static SupportBrowser Of(Browser browser) => new(
        SupportBody.Name(browser.Engine), Told(browser.EngineMajor), browser.Brand, Told(browser.BrandMajor),
        SupportBody.Name(browser.Os), Told(browser.OsVersion), browser.IsMobile, browser.IsInApp, browser.App);

    private static int? Told(int version) => version == 0 ? null : version;
}

[JsonSerializable(typeof(SupportBody))]
internal sealed partial class SupportApiJson : JsonSerializerContext
{
    public static SupportApiJson Api { get; } = new(ApiJson.NewOptions());
}
