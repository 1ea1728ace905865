namespace ConferenceGateway.UserAgents.Rules;

/// <summary>What a rule says: a name and the parts of a version, null where there is none. Taken out of the text, so it may be anything.</summary>
internal sealed record UserAgentName(string Family, string? Major = null, string? Minor = null, string? Patch = null, string? PatchMinor = null)
{
    /// <summary>What uap-core calls a text that no rule is about.</summary>
    public static readonly UserAgentName Other = new("Other");
}
