namespace ConferenceGateway.WaysIn;

/// <summary>All ways into a meeting that are open to one visitor, in the order in which they are shown.</summary>
internal sealed class WaysInList(IEnumerable<IWayInSource> sources)
{
    private readonly IWayInSource[] _sources = [.. sources];

    public IReadOnlyList<WayIn> For(WayInQuestion question) =>
        [.. _sources.SelectMany(source => source.Offer(question)).OrderBy(way => way.Kind)];
}
