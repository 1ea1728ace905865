namespace ConferenceGateway.Upkeep.Closing;

/// <summary>Where the page about maintenance is.</summary>
internal static class ClosingLinks
{
    public const string Path = "/admin/maintenance";
    public const string New = Path + "/new";
    public const string End = Path + "/end";
}
