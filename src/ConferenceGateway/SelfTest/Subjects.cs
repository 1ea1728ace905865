using ConferenceGateway.Core;

namespace ConferenceGateway.SelfTest;

/// <summary>How the subjects of findings are written.</summary>
internal static class Subjects
{
    public const string Settings = "settings";
    public const string Storage = "storage";

    /// <summary><c>https://meet.example.org</c></summary>
    public static string Of(Uri origin) => origin.GetLeftPart(UriPartial.Authority);

    /// <summary><c>bridge jvb-a1</c></summary>
    public static string Of(Bridge bridge) => $"bridge {bridge.Id.ServerId}";
}
