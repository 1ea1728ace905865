using ConferenceGateway.Portal;

namespace ConferenceGateway.Browsers.Check;

/// <summary>
/// A form of another room of the house that the check shows under "get help". It is sent with the probes' report and the
/// room's link name, in the fields <c>probes</c> and <c>room</c>.
/// </summary>
/// <param name="Action">Where it goes: a path of MeetingUrl.</param>
/// <param name="Says">What will be stored, in one sentence.</param>
/// <param name="Button">The button.</param>
internal sealed record HelpForm(string Action, Text Says, Text Button)
{
    /// <summary>The field with the room's name, as it stands in its link; empty without a room.</summary>
    public const string RoomField = "room";
}
