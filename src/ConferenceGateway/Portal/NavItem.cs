namespace ConferenceGateway.Portal;

/// <summary>One entry of the portal's navigation. The room that owns the page registers it.</summary>
/// <param name="Order">The place in the line; small numbers first. Chair's pages 100, admin's 200, one's own 900.</param>
/// <param name="Path">The page; it is the current one for everything below it too.</param>
/// <param name="Label">One word.</param>
/// <param name="Right">Who sees it.</param>
public sealed record NavItem(int Order, string Path, Text Label, Right Right)
{
    /// <summary>What is done there, for the start page; null: it does not stand there.</summary>
    public Text? Hint { get; init; }

    /// <summary>Who of those who have the right has a use for it; null: all of them.</summary>
    public Func<Caller, bool>? IsFor { get; init; }

    /// <summary>Other paths whose pages belong to it.</summary>
    public IReadOnlyList<string> Besides { get; init; } = [];

    /// <summary>Whether that caller sees it.</summary>
    public bool IsShownTo(Caller caller) => caller.Has(Right) && IsFor?.Invoke(caller) != false;
}
