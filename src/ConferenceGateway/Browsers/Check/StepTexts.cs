using ConferenceGateway.Portal;

namespace ConferenceGateway.Browsers.Check;

/// <summary>The words of the next step.</summary>
internal static class StepTexts
{
    private static readonly Text Nothing = Text.Same("");

    /// <summary>Where the way leads, in one sentence behind the reason; empty where the reason says it.</summary>
    public static Text Advice(NextStep next) => next switch
    {
        NextStep.GetFirefox => new("Mit einem neuen Firefox geht es auf diesem Gerät.", "A new Firefox does it on this device."),
        NextStep.GetChrome => new("Mit einem neuen Chrome geht es auf diesem Gerät.", "A new Chrome does it on this device."),
        NextStep.OpenInEdge => new("Edge ist auf diesem Computer schon da. Ihr Link wird mitgenommen.", "Edge is already on this computer. It takes your link along."),
        NextStep.OpenInBrowser => new("Im eigenen Browser des Geräts geht beides. Ihr Link wird mitgenommen.", "The device’s own browser allows both. It takes your link along."),
        NextStep.OpenInSafari => new("In Safari geht es auf diesem Gerät.", "Safari does it on this device."),
        NextStep.UpdateIos => new("Nach einem Update des Geräts geht es.", "It works once the device is up to date."),
        NextStep.OtherDevice => new("Bitte ein anderes, neueres Gerät nehmen: einen Computer oder ein Telefon.", "Please take another, newer device: a computer or a phone."),
        _ => Nothing,
    };

    /// <summary>The button that does it, or null: there is none for this step.</summary>
    public static Text? Button(NextStep next, bool hasFirefox) => next switch
    {
        NextStep.GetFirefox when hasFirefox => new("Firefox aktualisieren", "Update Firefox"),
        NextStep.GetFirefox => new("Firefox holen", "Get Firefox"),
        NextStep.GetChrome => new("Chrome holen", "Get Chrome"),
        NextStep.OpenInEdge => new("Mit Edge öffnen", "Open with Edge"),
        NextStep.OpenInBrowser => new("Im Browser öffnen", "Open in the browser"),
        NextStep.CheckAgain => new("Erneut prüfen", "Check again"),
        NextStep.AskOperator => new("Bescheid sagen", "Tell them"),
        _ => null,
    };
}
