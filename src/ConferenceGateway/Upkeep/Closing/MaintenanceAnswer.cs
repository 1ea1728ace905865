using ConferenceGateway.Notices;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Upkeep.Closing;

/// <summary>What became of a deed about a maintenance.</summary>
internal abstract record MaintenanceAnswer
{
    /// <summary>It is written and in force.</summary>
    /// <param name="Now">What is announced from now on; null = nothing.</param>
    public sealed record Done(Maintenance? Now) : MaintenanceAnswer;

    /// <summary>Somebody else has changed it since it was read.</summary>
    /// <param name="Now">What is announced; null = nothing any more.</param>
    public sealed record Changed(Maintenance? Now) : MaintenanceAnswer;

    /// <summary>What people and machines are told; null when it is done.</summary>
    public Problem? Problem => this is Changed ? new Problem.Changed() : null;
}
