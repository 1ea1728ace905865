using Microsoft.AspNetCore.Components;

namespace ConferenceGateway.Portal;

/// <summary>What every page knows: whose it is, in which language, and where its sheet lies.</summary>
public sealed record PageFrame(OperatorView Operator, Language Language, string SwitchLink, string Sheet, string Icon, string? Logo)
{
    /// <summary>The address of the script that refines the page where there is script; null = none.</summary>
    public string? Script { get; init; }

    /// <summary>Who is signed in; null on MeetingUrl, and for strangers.</summary>
    public Caller? Caller { get; init; }

    /// <summary>What this caller can go to; empty for strangers.</summary>
    public IReadOnlyList<NavItem> Navigation { get; init; } = [];

    /// <summary>The path of the page itself.</summary>
    public string Path { get; init; } = "/";

    /// <summary>The token that forms of the portal carry; null on MeetingUrl.</summary>
    public string? FormToken { get; init; }

    /// <summary>Whether another site shows the page in a frame: links that lead elsewhere open a window of their own.</summary>
    public bool IsFramed { get; init; }

    /// <summary>What the page before it has done; said once.</summary>
    public Text? Message { get; init; }
}

/// <summary>A page of ours. It gets its frame from <see cref="PageWriter"/> and says its texts with <see cref="Say"/>.</summary>
public abstract class PageBase : ComponentBase
{
    /// <summary>What every page knows.</summary>
    [Parameter]
    [EditorRequired]
    public PageFrame Frame { get; set; } = null!;

    /// <summary>The text in the visitor's language; Razor encodes it.</summary>
    protected string Say(Text text) => text.In(Frame.Language);
}
