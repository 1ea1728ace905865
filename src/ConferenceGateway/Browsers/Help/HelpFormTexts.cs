using ConferenceGateway.Portal;

namespace ConferenceGateway.Browsers.Help;

/// <summary>What is said before somebody asks for a support code.</summary>
internal static class HelpFormTexts
{
    public static readonly Text Make = new("Hilfe-Code erzeugen", "Make a support code");

    /// <summary>What will be kept, and for how long.</summary>
    public static Text Before(int days) => new(
        $"Bitten Sie um Hilfe, speichern wir für {Days(days).German}: das Urteil, Ihren Browser, was geprüft wurde, das Ergebnis des Gerätetests, den Server und die Uhrzeit. Keine Adresse, keinen Namen, keinen Raum.",
        $"If you ask for help, we keep for {Days(days).English}: the verdict, your browser, what was checked, the result of the device test, the server and the time. No address, no name, no room.");

    /// <summary>So many days.</summary>
    public static Text Days(int days) => days == 1 ? new("einen Tag", "a day") : new($"{days} Tage", $"{days} days");
}
