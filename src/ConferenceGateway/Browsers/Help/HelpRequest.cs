using ConferenceGateway.Browsers.Check;
using ConferenceGateway.Browsers.Devices;

namespace ConferenceGateway.Browsers.Help;

/// <summary>
/// How a page of MeetingUrl asks for a support code: a form that posts to <see cref="Path"/>, made by <see cref="HelpForm"/>.
/// The browser itself is judged anew from the request, so that a form can say nothing about it but what it alone can know.
/// </summary>
internal static class HelpRequest
{
    /// <summary>GET shows what would be kept, with the form; POST makes the code.</summary>
    public const string Path = "/-/help";

    /// <summary>The room: its whole link (https://…), or its name as somebody types it; may be missing. It is not kept, only the server on which it lives.</summary>
    public const string Room = "room";

    /// <summary>What the page's script found: <see cref="ProbeReport.Field"/>; may be empty.</summary>
    public const string Probes = ProbeReport.Field;

    /// <summary>What the device test found: <see cref="DeviceSummary"/>; may be empty.</summary>
    public const string Devices = "device";
}
