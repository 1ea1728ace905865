namespace ConferenceGateway.UserAgents.Policy;

/// <summary>
/// What holds until an admin says otherwise. The upper numbers are Jitsi's own minima (its BrowserCapabilities: Blink 72,
/// Gecko 91, Safari 14); below them lies a band in which the parts exist but nobody tests them any more.
/// docs/browser-policy.md has the table.
/// </summary>
public static class ShippedPolicy
{
    private static readonly PolicyRule Lacks = new()
    {
        Outcome = Outcome.Cannot,
        German = "Ihm fehlt die Technik für Bild und Ton.",
        English = "It lacks what picture and sound need.",
    };

    private static readonly PolicyRule Old = new()
    {
        Outcome = Outcome.Limits,
        German = "Bild oder Ton können stocken oder ausbleiben.",
        English = "Picture or sound may stall or stay away.",
    };

    /// <summary>Version 0.</summary>
    public static BrowserPolicy Policy { get; } = new(0,
    [
        Lacks with { Engine = Engine.Trident },
        Lacks with { Engine = Engine.EdgeHtml },
        Lacks with { Engine = Engine.Presto },
        Lacks with { Engine = Engine.Goanna },
        Lacks with { Engine = Engine.Scriptless },
        Lacks with { Engine = Engine.Blink, ToVersion = 59 },
        Lacks with { Engine = Engine.Gecko, ToVersion = 67 },
        Lacks with { Engine = Engine.WebKit, ToVersion = 11 },
        new()
        {
            IsInApp = true,
            Outcome = Outcome.Limits,
            German = "Apps lassen oft weder Mikrofon noch Kamera zu.",
            English = "Apps often allow neither microphone nor camera.",
        },
        new()
        {
            Engine = Engine.WebKit,
            Os = Os.Linux,
            Outcome = Outcome.Limits,
            German = "Nicht jede Fassung dieses Browsers bringt die Technik für Treffen mit.",
            English = "Not every build of this browser has what meetings need.",
        },
        Old with { Engine = Engine.Blink, ToVersion = 71 },
        Old with { Engine = Engine.Gecko, ToVersion = 90 },
        Old with { Engine = Engine.WebKit, ToVersion = 13 },
    ]);
}
