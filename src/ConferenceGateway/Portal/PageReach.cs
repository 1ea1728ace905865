namespace ConferenceGateway.Portal;

/// <summary>What a page may do beyond the usual: be shown in a frame, send its form to the other one of our two origins.</summary>
internal sealed record PageReach
{
    /// <summary>
    /// Whose pages may show it in a frame, as <c>frame-ancestors</c> has it: <c>'self' https://intranet.example</c>. Empty:
    /// everybody's; null: nobody's.
    /// </summary>
    public string? FrameAncestors { get; init; }

    /// <summary>Another origin that its form may go to; null: none.</summary>
    public string? FormTarget { get; init; }

    /// <summary>Whether another site may show it in a frame.</summary>
    public bool IsFrameable => FrameAncestors is not null;

    /// <summary>
    /// What other pages are told of its address: the origin alone, for the address may hold a secret. Less would make the
    /// browser say <c>Origin: null</c> of its forms.
    /// </summary>
    public const string Referrer = "strict-origin";

    /// <summary>Its part of the Content-Security-Policy.</summary>
    public string Policy => (FormTarget is null ? "form-action 'self'" : $"form-action 'self' {FormTarget}") + FrameAncestors switch
    {
        null => "; frame-ancestors 'none'",
        "" => "",
        var all => $"; frame-ancestors {all}",
    };
}
