using ConferenceGateway.Portal;

namespace ConferenceGateway.Support;

/// <summary>How many codes are made in an hour: anybody can ask for one, and each is written to the disk.</summary>
internal sealed class SupportLimit(TimeProvider time) : FixedWindowLimit(Window, PerSource, InAll, InAllAtMost, time)
{
    /// <summary>Of one network. A household needs one or two, but a whole congress sits behind one address.</summary>
    public const int PerSource = 20;

    /// <summary>Of all: more than anybody could help. Who floods from some dozens of networks does not take the others' help away.</summary>
    public const int InAll = 200;

    /// <summary>Of all, with those who had none: here it ends.</summary>
    public const int InAllAtMost = 1_000;

    /// <summary>How often what lies under one code may be renewed.</summary>
    public const int PerCode = 20;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    // There are never more of them than of codes.
    private readonly FixedWindowLimit _renewals = new(Window, PerCode, int.MaxValue, int.MaxValue, time);

    /// <summary>Counts that what lies under a code is renewed, which takes nothing from the network's neighbours.</summary>
    /// <param name="id">The id of what is stored.</param>
    public bool Renews(string id) => _renewals.Wait(id) is null;
}
