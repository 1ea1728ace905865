using System.Globalization;
using ConferenceGateway.Portal;
using ConferenceGateway.UserAgents.Policy;

namespace ConferenceGateway.Browsers.Policy;

/// <summary>The words of the pages about the browser policy.</summary>
internal static class PolicyTexts
{
    public static readonly Text Nav = new("Regeln", "Rules");
    public static readonly Text Title = new("Browser-Regeln", "Browser policy");
    public static readonly Text Rules = new("Regeln", "Rules");
    public static readonly Text FirstWins = new("Die erste Regel, die passt, gilt.", "The first rule that matches applies.");
    public static readonly Text AllOthers = new("Alles andere", "Everything else");
    public static readonly Text Add = new("Regel hinzufügen", "Add a rule");
    public static readonly Text Change = new("Ändern", "Change");
    public static readonly Text Apply = new("Entwurf in Kraft setzen", "Put the draft in force");
    public static readonly Text Discard = new("Verwerfen", "Throw away");
    public static readonly Text NotSaved = new("Das wurde nicht gespeichert.", "This was not saved.");
    public static readonly Text DraftBy = new("Entwurf, zuletzt geändert von", "Draft, last changed by");
    public static readonly Text NewInDraft = new("Im Entwurf geändert.", "Changed in the draft.");
    public static readonly Text Ended = new("Diese Regel ist vorbei und tut nichts mehr.", "This rule is over and does nothing any more.");

    public static readonly Text DryRunTitle = new("Probelauf: alt und neu", "Dry run: old and new");
    public static readonly Text AboveNow = new("oben: heute", "above: today");
    public static readonly Text BelowDraft = new("unten: Entwurf", "below: draft");
    public static readonly Text Verdict = new("Urteil", "Verdict");
    public static readonly Text Comparison = new("Vergleich", "Comparison");
    public static readonly Text Now = new("heute", "today");
    public static readonly Text Draft = new("Entwurf", "draft");
    public static readonly Text Unchanged = new("unverändert", "unchanged");
    public static readonly Text WhomDoesItHit = new("Wen trifft es?", "Whom does it affect?");

    public static readonly Text Past = new("Frühere Fassungen", "Earlier versions");
    public static readonly Text NoPast = new("Bisher gilt, was mitgeliefert wurde.", "So far what was shipped is in force.");
    public static readonly Text Look = new("Ansehen", "View");
    public static readonly Text ShippedVersion = new("Mitgelieferte Fassung", "Shipped version");
    public static readonly Text ShippedLead = new("Sie kam mit dem Gateway. Als Entwurf übernommen, ist sie der Weg zurück.", "It came with the gateway. Taken as the draft, it is the way back.");
    public static readonly Text PutInForceBy = new("In Kraft gesetzt von", "Put in force by");
    public static readonly Text Take = new("Als Entwurf übernehmen", "Take it as the draft");
    public static readonly Text Back = new("Zu den Regeln", "To the rules");

    public static readonly Text NewHeadline = new("Neue Regel", "New rule");
    public static readonly Text EmptyIsNotAsked = new("Ein leeres Feld wird nicht gefragt. Gespeichert wird in den Entwurf.", "An empty field is not asked. It is saved to the draft.");
    public static readonly Text StandsThereNow = new("An dieser Stelle steht jetzt:", "What stands there now:");
    public static readonly Text Whom = new("Für wen?", "For whom?");
    public static readonly Text Engine = new("Kern", "Engine");
    public static readonly Text AnyEngine = new("jeder", "any");
    public static readonly Text Brand = new("Browser", "Browser");
    public static readonly Text BrandHint = new("Der Name, wie ihn die Liste hat, zum Beispiel Firefox. Er zählt mit jedem Kern.", "The name as the list has it, for example Firefox. It counts with any engine.");
    public static readonly Text AllBrands = new("Alle Namen", "All names");
    public static readonly Text FromVersion = new("Von Version", "From version");
    public static readonly Text ToVersion = new("Bis Version", "Up to version");
    public static readonly Text VersionsHint = new("Ist ein Browser genannt, sind es seine Versionen, sonst die des Kerns.", "They are the browser’s versions if one is named, else the engine’s.");
    public static readonly Text Os = new("System", "System");
    public static readonly Text AnyOs = new("jedes", "any");
    public static readonly Text Device = new("Gerät", "Device");
    public static readonly Text AnyDevice = new("jedes", "any");
    public static readonly Text App = new("Fenster in einer anderen App", "Window inside another app");
    public static readonly Text AnyApp = new("gleich", "either");
    public static readonly Text Way = new("Weg", "Way in");
    public static readonly Text AnyWay = new("jeder", "any");
    public static readonly Text FromDay = new("Gilt vom", "From day");
    public static readonly Text UntilDay = new("Gilt bis zum", "Until day");
    public static readonly Text What = new("Was gilt?", "What applies?");
    public static readonly Text Outcome = new("Urteil", "Verdict");
    public static readonly Text German = new("Satz auf Deutsch", "Sentence in German");
    public static readonly Text English = new("Satz auf Englisch", "Sentence in English");
    public static readonly Text SentenceHint = new("Warum, in einem Satz. Das Mitglied liest ihn, bevor es weitergeht.", "Why, in one sentence. The member reads it before going on.");
    public static readonly Text DecidedBy = new("Wer hat das entschieden?", "Who decided this?");
    public static readonly Text DecidedByHint = new("Zum Beispiel: die Technik-Gruppe. Bei „gesperrt“ nötig; es steht auf der Seite.", "For example: the technical group. Needed for “blocked”; it stands on the page.");
    public static readonly Text Place = new("Stelle", "Place");
    public static readonly Text PlaceHint = new("Die wievielte Regel sie ist. Frühere gelten zuerst.", "Which rule it is, counted from the top. Earlier ones apply first.");
    public static readonly Text Save = new("In den Entwurf", "Save to the draft");
    public static readonly Text SaveAsNew = new("Als neue Regel einfügen", "Insert as a new rule");
    public static readonly Text Delete = new("Regel aus dem Entwurf löschen", "Delete the rule from the draft");

    public static readonly Text Choose = new("Bitte etwas aus der Liste wählen.", "Please choose one of the list.");
    public static readonly Text NoPlace = new("Eine Stelle ist eine Zahl ab 1.", "A place is a number from 1 on.");
    public static readonly Text NoDay = new("Bitte als 2027-03-04 schreiben.", "Please write it as 2027-03-04.");

    public static readonly Text NoSuchRule = new("Diese Regel gibt es im Entwurf nicht mehr. Die Liste zeigt alle.", "There is no such rule in the draft any more. The list has all of them.");
    public static readonly Text NoSuchVersion = new("Diese Fassung gibt es nicht, oder ein neueres Gateway hat sie geschrieben.", "There is no such version, or a newer gateway wrote it.");
    public static readonly Text NoDraft = new("Es gibt gerade keinen Entwurf. Jemand hat ihn in Kraft gesetzt oder verworfen.", "There is no draft just now. Somebody has put it in force or thrown it away.");
    public static readonly Text Discarded = new("Der Entwurf ist verworfen.", "The draft is thrown away.");

    private static readonly CultureInfo GermanCulture = CultureInfo.GetCultureInfo("de-DE");
    private static readonly CultureInfo EnglishCulture = CultureInfo.GetCultureInfo("en-GB");

    public static Text DraftOf(long version) => new($"Entwurf aus Fassung {version}", $"draft from version {version}");

    public static Text VersionNumber(long version) => new($"Fassung {version}", $"Version {version}");

    public static Text RuleNumber(int number) => new($"Regel {number}", $"rule {number}");

    public static Text ChangeHeadline(int number) => new($"Regel {number} ändern", $"Change rule {number}");

    public static Text Up(int number) => new($"Regel {number} nach oben", $"Move rule {number} up");

    public static Text Down(int number) => new($"Regel {number} nach unten", $"Move rule {number} down");

    public static Text Saved(int place) => new($"Regel {place} steht im Entwurf.", $"Rule {place} stands in the draft.");

    public static Text Moved(long from, long to) => new($"Regel {from} ist jetzt Regel {to}.", $"Rule {from} is rule {to} now.");

    public static Text Deleted(int number) => new($"Regel {number} ist aus dem Entwurf gelöscht.", $"Rule {number} is deleted from the draft.");

    public static Text Applied(long version) => new($"Fassung {version} gilt ab jetzt.", $"Version {version} is in force from now on.");

    public static Text Taken(long version) => version == 0
        ? new("Die mitgelieferte Fassung ist jetzt der Entwurf.", "The shipped version is the draft now.")
        : new($"Fassung {version} ist jetzt der Entwurf.", $"Version {version} is the draft now.");

    /// <summary>Somebody was quicker.</summary>
    public static Text DraftChanged(PolicyState state) => state.Draft is { } draft
        ? new($"{draft.ChangedBy} hat den Entwurf inzwischen geändert. Bitte noch einmal hinsehen und dann noch einmal senden.", $"{draft.ChangedBy} has changed the draft meanwhile. Please look again, then send it again.")
        : new("Jemand hat den Entwurf inzwischen in Kraft gesetzt oder verworfen. Bitte noch einmal hinsehen und dann noch einmal senden.", "Somebody has put the draft in force or thrown it away meanwhile. Please look again, then send it again.");

    public static Text NowItIs(Outcome outcome) => new($"Im Entwurf geändert. Heute: {RuleTexts.Outcome(outcome).German}.", $"Changed in the draft. Today: {RuleTexts.Outcome(outcome).English}.");

    public static Text FromTo(Outcome from, Outcome to) => new(
        $"{RuleTexts.Outcome(from).German} → {RuleTexts.Outcome(to).German}", $"{RuleTexts.Outcome(from).English} → {RuleTexts.Outcome(to).English}");

    /// <summary>Why the draft cannot be put in force, as a headline.</summary>
    public static Text CannotBe(IReadOnlyList<PolicyFault> faults) => faults is [var one]
        ? new($"So kann der Entwurf nicht gelten. {PolicyFaultTexts.Whole(one).German}", $"The draft cannot be put in force like this. {PolicyFaultTexts.Whole(one).English}")
        : new($"So kann der Entwurf nicht gelten: {faults.Count} Dinge stimmen nicht.", $"The draft cannot be put in force like this: {faults.Count} things are not right.");

    /// <summary>What the draft does, in one sentence.</summary>
    public static Text Headline(DryRun run)
    {
        if (run.Visits == 0)
            return new("Es gibt einen Entwurf, aber noch keine Besuche zum Rechnen.", "There is a draft, but no visits yet to try it on.");
        var outside = run.New.Out - run.Old.Out;
        if (outside != 0)
        {
            var (count, one) = (Count(Math.Abs(outside)), Math.Abs(outside) == 1);
            return outside > 0
                ? new($"Der Entwurf sperrt {count.German} {(one ? "Besuch" : "Besuche")} mehr als heute.", $"The draft blocks {count.English} more {(one ? "visit" : "visits")} than today.")
                : new($"Der Entwurf lässt {count.German} {(one ? "Besuch" : "Besuche")} mehr herein als heute.", $"The draft lets in {count.English} more {(one ? "visit" : "visits")} than today.");
        }

        var warned = run.New.Limits - run.Old.Limits;
        if (warned != 0)
        {
            var (count, one) = (Count(Math.Abs(warned)), Math.Abs(warned) == 1);
            return warned > 0
                ? new($"Der Entwurf warnt bei {count.German} {(one ? "Besuch" : "Besuchen")} mehr als heute.", $"The draft shows a warning to {count.English} more {(one ? "visit" : "visits")} than today.")
                : new($"Der Entwurf warnt bei {count.German} {(one ? "Besuch" : "Besuchen")} weniger als heute.", $"The draft shows a warning to {count.English} fewer {(one ? "visit" : "visits")} than today.");
        }

        return run.Changes.Length == 0
            ? new("Der Entwurf ändert für keinen Besuch etwas.", "The draft changes nothing for any visit.")
            : new("Der Entwurf sperrt andere Besuche, aber nicht mehr.", "The draft blocks other visits, but no more of them.");
    }

    /// <summary>Of what it was reckoned.</summary>
    public static Text Reckoned(DryRun run, PolicyState state)
    {
        var basis = run.Visits == 0 ? new Text("", "") : new Text($"Gerechnet mit {Visits(run.Visits).German}{(run.Visits == 1 ? "" : "n")} der letzten 30 Tage. ", $"Worked out from {Visits(run.Visits).English} of the last 30 days. ");
        return state.Draft is { } draft && draft.Base != state.Current.Policy.Version
            ? new($"{basis.German}Inzwischen gilt {VersionNumber(state.Current.Policy.Version).German}; der Entwurf begann mit {VersionNumber(draft.Base).German}.", $"{basis.English}Meanwhile {VersionNumber(state.Current.Policy.Version).English} is in force; the draft began with {VersionNumber(draft.Base).English}.")
            : new($"{basis.German}Noch gilt, was vorher galt.", $"{basis.English}What was in force still is.");
    }

    /// <summary>What is in force, where there is no draft.</summary>
    public static Text InForce(PolicyVersion version) => version.MadeAt is null
            ? new("Es gilt die mitgelieferte Fassung. Jede Änderung beginnt einen Entwurf.", "The shipped version is in force. Every change begins a draft.")
            : new($"Es gilt Fassung {version.Policy.Version}. Jede Änderung beginnt einen Entwurf.", $"Version {version.Policy.Version} is in force. Every change begins a draft.");

    public static Text Count(long count) => new(count.ToString("#,0", GermanCulture), count.ToString("#,0", EnglishCulture));

    public static Text Difference(long difference) => new((difference < 0 ? "−" : "+") + Count(Math.Abs(difference)).German, (difference < 0 ? "−" : "+") + Count(Math.Abs(difference)).English);

    public static Text Visits(long count) => count == 1 ? new("1 Besuch", "1 visit") : new($"{Count(count).German} Besuche", $"{Count(count).English} visits");

    public static Text MoreKinds(int count) => new($"Und {count} Arten von Browsern mehr, mit weniger Besuchen.", $"And {count} more kinds of browsers, with fewer visits.");
}
