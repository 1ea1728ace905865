using Microsoft.AspNetCore.Components;

namespace ConferenceGateway.Portal;

/// <summary>What every page knows: whose it is, in which language, and where its sheet lies.</summary>
public sealed record PageFrame(OperatorView Operator, Language Language, string SwitchLink, string Sheet, string Icon, string? Logo);

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
