using System.Globalization;
using ConferenceGateway.Portal;

namespace ConferenceGateway.SelfTest.Page;

/// <summary>The words around the findings, which are in English wherever they are read: the same on the command line.</summary>
internal static class CheckPageTexts
{
    public static readonly Text Nav = new("Prüfung", "Check");
    public static readonly Text Running = new("Die Prüfung läuft.", "The check is running.");
    public static readonly Text RunningLead = new("Sie fragt alle Server und dauert etwa 20 Sekunden. Diese Seite kommt von selbst wieder.", "It asks every server, and takes about 20 seconds. This page comes back by itself.");
    public static readonly Text Never = new("Es wurde noch nicht geprüft.", "Nothing has been checked yet.");
    public static readonly Text NeverLead = new("Die Prüfung beginnt, sobald jemand mit der Rolle Verwaltung diese Seite öffnet.", "The check begins as soon as somebody with the role admin opens this page.");
    public static readonly Text Failed = new("Die Prüfung kam nicht zum Ende.", "The check did not come to its end.");
    public static readonly Text FailedLead = new("Der Grund steht im Log des Gateways.", "The reason is in the gateway's log.");
    public static readonly Text Good = new("Alles in Ordnung.", "Everything is in order.");
    public static readonly Text Again = new("Noch einmal prüfen", "Check again");
    public static readonly Text InEnglish = new("Die Befunde sind auf Englisch, wie auf der Kommandozeile.", "The findings are the same on the command line.");
    public static readonly Text Version = Text.Same("Conference Gateway");
    public static readonly Text SinceInside = new("läuft seit", "running since");

    public static Text Verdict(int errors, int warnings) => (errors, warnings) switch
    {
        (0, 0) => Good,
        (0, 1) => new("Eine Sache sollten Sie ansehen.", "One thing is worth a look."),
        (0, _) => Counted(warnings, "{0} Dinge sollten Sie ansehen.", "{0} things are worth a look."),
        (1, 0) => new("Eine Sache geht nicht.", "One thing does not work."),
        (_, 0) => Counted(errors, "{0} Dinge gehen nicht.", "{0} things do not work."),
        (1, 1) => new("Eine Sache geht nicht, eine sollten Sie ansehen.", "One thing does not work, one is worth a look."),
        (1, _) => Counted(warnings, "Eine Sache geht nicht, {0} sollten Sie ansehen.", "One thing does not work, {0} are worth a look."),
        (_, 1) => Counted(errors, "{0} Dinge gehen nicht, eines sollten Sie ansehen.", "{0} things do not work, one is worth a look."),
        _ => new(
            string.Create(CultureInfo.InvariantCulture, $"{errors} Dinge gehen nicht, {warnings} sollten Sie ansehen."),
            string.Create(CultureInfo.InvariantCulture, $"{errors} things do not work, {warnings} are worth a look.")),
    };

    public static Text Ran(Text at, double seconds)
    {
        var tenths = seconds.ToString("0.0", CultureInfo.InvariantCulture);
        return new($"Geprüft am {at.German}, in {tenths.Replace('.', ',')} Sekunden.", $"Checked on {at.English}, in {tenths} seconds.");
    }

    public static Text Word(Severity severity) => severity switch
    {
        Severity.Error => new("geht nicht", "does not work"),
        Severity.Warning => new("ansehen", "have a look"),
        Severity.Note => new("Hinweis", "note"),
        _ => new("in Ordnung", "in order"),
    };

    public static Text CountedGood(int count) => Counted(count, "{0} in Ordnung", "{0} in order");

    public static Text TooSoon(TimeSpan wait)
    {
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        return Counted(seconds, "Es wurde gerade erst geprüft. In {0} Sekunden geht es wieder.", "It has only just been checked. Try again in {0} seconds.");
    }

    private static Text Counted(int count, string german, string english) =>
        new(string.Format(CultureInfo.InvariantCulture, german, count), string.Format(CultureInfo.InvariantCulture, english, count));
}
