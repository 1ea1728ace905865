using ConferenceGateway.Portal;
using ConferenceGateway.UserAgents.Policy;

namespace ConferenceGateway.Browsers.Policy;

/// <summary>Faults of rules in words, with what to do.</summary>
internal static class PolicyFaultTexts
{
    // More sentences nobody reads at once.
    private const int MostAtOnce = 10;

    /// <summary>What is wrong, without the rule's number and field: for a note beside the field.</summary>
    public static Text What(PolicyFault fault) => fault.Kind switch
    {
        PolicyFaultKind.TooMany => new($"Mehr als {PolicyCheck.MostRules} Regeln sind zu viele.", $"There are more than {PolicyCheck.MostRules} rules, which is too many."),
        PolicyFaultKind.UnknownBrand => new("Diesen Browser kennt das Gateway nicht. Die Liste am Feld zeigt alle Namen.", "The gateway knows no browser of that name. The page of the rule lists all names."),
        PolicyFaultKind.NoVersion => new($"Eine Version ist eine ganze Zahl von 1 bis {PolicyCheck.MostVersion}.", $"A version is a whole number from 1 to {PolicyCheck.MostVersion}."),
        PolicyFaultKind.VersionsOfNothing => new("Versionen wovon? Bitte einen Kern oder einen Browser nennen.", "Versions of what? Name an engine or a brand."),
        PolicyFaultKind.Empty when fault.Field == PolicyField.UntilDay => new("Der letzte Tag liegt vor dem ersten.", "The last day lies before the first."),
        PolicyFaultKind.Empty => new("Die letzte Version liegt vor der ersten.", "The last version lies before the first."),
        PolicyFaultKind.Hidden => new($"Sie kommt nie dran, {Rules(fault).German} vorher.", $"It is never reached, {Rules(fault).English} first."),
        PolicyFaultKind.AllButNotLast => new("Sie fragt nach nichts und gilt für alle: Das geht nur an letzter Stelle.", "It asks nothing and is about all: it can only be the last."),
        PolicyFaultKind.Missing when fault.Field == PolicyField.DecidedBy => new("Wer sperrt, wird genannt. Bitte eintragen, wer das entschieden hat.", "Who blocks is named. Say who decided it."),
        PolicyFaultKind.Missing => new("Dieser Satz fehlt. Er steht auf der Seite, die das Mitglied sieht.", "This sentence is missing. It stands on the page that the member sees."),
        PolicyFaultKind.TooLong when fault.Field == PolicyField.DecidedBy => new($"Höchstens {PolicyCheck.MostDecider} Zeichen.", $"At most {PolicyCheck.MostDecider} characters."),
        PolicyFaultKind.TooLong => new($"Höchstens {PolicyCheck.MostSentence} Zeichen.", $"At most {PolicyCheck.MostSentence} characters."),
        _ => new("Darin ist ein Zeichen, das man nicht sieht. Bitte neu tippen.", "It holds a character that cannot be seen. Type it anew."),
    };

    /// <summary>With the rule's number and field: "Regel 4 kommt nie dran, Regel 2 gilt vorher."</summary>
    public static Text Whole(PolicyFault fault)
    {
        if (fault.Kind == PolicyFaultKind.Hidden)
            return new($"Regel {fault.Rule} kommt nie dran, {Rules(fault).German} vorher.", $"Rule {fault.Rule} is never reached, {Rules(fault).English} first.");
        var what = What(fault);
        if (fault.Rule == 0)
            return what;
        return fault.Field == PolicyField.Rule
            ? new($"Regel {fault.Rule}: {what.German}", $"Rule {fault.Rule}: {what.English}")
            : new($"Regel {fault.Rule}, {Field(fault.Field).German}: {what.German}", $"Rule {fault.Rule}, {Field(fault.Field).English}: {what.English}");
    }

    /// <summary>All of them, one sentence after another.</summary>
    public static Text All(IReadOnlyList<PolicyFault> faults)
    {
        var said = faults.Take(MostAtOnce).Select(Whole).ToList();
        var more = faults.Count - said.Count;
        var (german, english) = (string.Join(' ', said.Select(one => one.German)), string.Join(' ', said.Select(one => one.English)));
        return more == 0 ? new(german, english) : new($"{german} Und {more} mehr.", $"{english} And {more} more.");
    }

    // The names of the API: whoever reads a problem document looks for them in what was sent.
    private static Text Field(PolicyField field) => field switch
    {
        PolicyField.Engine => new("Kern", "engine"),
        PolicyField.Brand => new("Browser", "brand"),
        PolicyField.FromVersion => new("erste Version", "fromVersion"),
        PolicyField.ToVersion => new("letzte Version", "toVersion"),
        PolicyField.FromDay => new("erster Tag", "fromDay"),
        PolicyField.UntilDay => new("letzter Tag", "untilDay"),
        PolicyField.German => new("Satz auf Deutsch", "german"),
        PolicyField.English => new("Satz auf Englisch", "english"),
        PolicyField.DecidedBy => new("wer entschieden hat", "decidedBy"),
        _ => Text.Same(""),
    };

    private static Text Rules(PolicyFault fault) => fault.HiddenBy switch
    {
        [var one] => new($"Regel {one} gilt", $"rule {one} comes"),
        [.. var some, var last] => new($"Regel {string.Join(", ", some)} und {last} gelten", $"rules {string.Join(", ", some)} and {last} come"),
        _ => new("frühere Regeln gelten", "earlier rules come"),
    };
}
