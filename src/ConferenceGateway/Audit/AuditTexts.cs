using System.Collections.Frozen;
using System.Globalization;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Audit;

/// <summary>The audit's words. What a later version wrote down, and this one does not know, is shown by its name.</summary>
internal static class AuditTexts
{
    public static readonly Text Nav = new("Protokoll", "Audit");
    public static readonly Text Title = new("Protokoll", "Audit");
    public static readonly Text Headline = new("Wer hat was getan?", "Who did what?");
    public static readonly Text Filter = new("Einträge suchen", "Look for entries");
    public static readonly Text Search = new("Suchen", "Search");
    public static readonly Text All = new("Alle zeigen", "Show all");
    public static readonly Text Export = new("Als CSV speichern", "Save as CSV");
    public static readonly Text List = new("Einträge, die neuesten zuerst", "Entries, the newest first");
    public static readonly Text None = new("Dazu gibt es keinen Eintrag.", "There is no entry for this.");
    public static readonly Text Older = new("Ältere", "Older");
    public static readonly Text Newest = new("Zu den neuesten", "To the newest");
    public static readonly Text NotRead = new("So kann nicht gesucht werden. Bitte die Felder ansehen.", "This cannot be looked for. Please see the fields.");

    public static readonly Text Words = new("Name enthält", "Name contains");
    public static readonly Text From = new("Von (Tag)", "From (day)");
    public static readonly Text To = new("Bis (Tag)", "To (day)");
    public static readonly Text ActionLabel = new("Was", "What");
    public static readonly Text ActionHint = new("Ganz oder der Anfang: account.disable, account.", "Whole, or how it begins: account.disable, account.");
    public static readonly Text ActorLabel = new("Wer", "Who");
    public static readonly Text SubjectLabel = new("Woran", "On what");
    public static readonly Text WayLabel = new("Auf welchem Weg", "By which way");
    public static readonly Text AnyWay = new("jeder Weg", "any way");

    public static readonly Text When = new("Wann", "When");
    public static readonly Text Who = new("Wer", "Who");
    public static readonly Text What = new("Was", "What");
    public static readonly Text Change = new("Was sich geändert hat", "What changed");
    public static readonly Text Now = new("jetzt", "now");
    public static readonly Text Empty = new("nichts", "nothing");
    public static readonly Text Key = new("mit Schlüssel", "with key");

    /// <summary>What was done, as a person reads it.</summary>
    public static Text Action(string action) => Actions.GetValueOrDefault(action) ?? Text.Same(AuditShown.Of(action));

    /// <summary>By which way.</summary>
    public static Text Way(string way) => ByWay.GetValueOrDefault(way) ?? Text.Same(AuditShown.Of(way));

    /// <summary>The name of a value before or after.</summary>
    public static Text Fact(string fact) => Facts.GetValueOrDefault(fact) ?? Text.Same(AuditShown.Of(fact));

    /// <summary>How long rows are kept.</summary>
    public static Text Lead(int days) => new(
        $"Das Neueste zuerst. Nach {days} Tagen wird ein Eintrag gelöscht.", $"The newest first. After {days} days an entry is deleted.");

    /// <summary>The value itself, where it is a word of ours, or an instant, which is shown by the page's clock.</summary>
    public static Text Value(string fact, string value, TimeZoneInfo zone) => (fact, value) switch
    {
        ("passwordSet" or "expires" or "revoked" or "moveAt" or "from" or "until", _) when Instant(value) is { } at => ShownTime.Of(at, zone),
        ("roles" or "providerRoles", _) => Roles(RoleNames.Read(value)),
        ("entry", "Everybody") => new("alle", "everybody"),
        ("entry", "Members") => new("angemeldet oder eingeladen", "signed in or invited"),
        ("entry", "Knock") => new("einzeln eingelassen", "let in one by one"),
        ("lock", "Open") => new("offen", "open"),
        ("lock", "Locked") => new("abgeschlossen", "locked"),
        ("lock", "Stopped") => new("gestoppt", "stopped"),
        (_, "true") => new("ja", "yes"),
        (_, "false") => new("nein", "no"),
        ("wanted", "drain") => new("leeren", "drain"),
        ("wanted", "open") => new("offen", "open"),
        ("kind", "closed") => new("geschlossen", "closed"),
        ("kind", "no-new-rooms") => new("keine neuen Räume", "no new rooms"),
        ("way", "password") => new("Passwort", "password"),
        _ => Text.Same(value),
    };

    /// <summary>Every action that has a sentence of its own.</summary>
    public static FrozenDictionary<string, Text> Actions { get; } = new Dictionary<string, Text>
    {
        ["account.create"] = new("Konto angelegt", "Account created"),
        ["account.change"] = new("Konto geändert", "Account changed"),
        ["account.disable"] = new("Konto gesperrt", "Account disabled"),
        ["account.enable"] = new("Konto wieder freigegeben", "Account enabled again"),
        ["account.password"] = new("Neues Passwort gesetzt", "New password set"),
        ["account.bind"] = new("Konto an einen Anbieter gebunden", "Account bound to a provider"),
        ["account.unbind"] = new("Konto vom Anbieter gelöst", "Account unbound from its provider"),
        ["account.sign-in"] = new("Angemeldet", "Signed in"),
        ["account.invite"] = new("Einladung gemacht", "Invitation made"),
        ["account.reset"] = new("Link für ein neues Passwort gemacht", "Link for a new password made"),
        ["account.guessed"] = new("Passwort mehrfach falsch geraten", "Password guessed wrong several times"),
        ["session.end"] = new("Sitzung beendet", "Session ended"),
        ["session.end-all"] = new("Alle Sitzungen beendet", "All sessions ended"),
        ["session.end-others"] = new("Alle anderen Sitzungen beendet", "All other sessions ended"),
        ["key.create"] = new("API-Schlüssel angelegt", "API key created"),
        ["key.change"] = new("API-Schlüssel geändert", "API key changed"),
        ["key.revoke"] = new("API-Schlüssel widerrufen", "API key revoked"),
        ["policy.change"] = new("Browser-Regeln in Kraft gesetzt", "Browser policy put in force"),
        ["policy.discard"] = new("Entwurf der Browser-Regeln verworfen", "Draft of the browser policy thrown away"),
        ["support.open"] = new("Hilfe-Code geöffnet", "Support code opened"),
        ["support.delete"] = new("Hilfe-Code gelöscht", "Support code deleted"),
        ["room.claim"] = new("Raum angelegt", "Room created"),
        ["room.change"] = new("Raum geändert", "Room changed"),
        ["room.give-up"] = new("Raum aufgegeben", "Room given up"),
        ["room.password"] = new("Passwort eines Raums gesetzt", "Password of a room set"),
        ["room.password-remove"] = new("Passwort eines Raums entfernt", "Password of a room removed"),
        ["room.person-add"] = new("Rolle in einem Raum gegeben", "Role in a room given"),
        ["room.person-remove"] = new("Rolle in einem Raum weggenommen", "Role in a room taken away"),
        ["room.hand-over"] = new("Raum übergeben", "Room handed over"),
        ["room.invite"] = new("In einen Raum eingeladen", "Invited to a room"),
        ["room.uninvite"] = new("Einladung in einen Raum zurückgenommen", "Invitation to a room taken back"),
        ["room.lock"] = new("Raum abgeschlossen", "Room locked"),
        ["room.unlock"] = new("Raum wieder geöffnet", "Room opened again"),
        ["room.stop"] = new("Raum gestoppt", "Room stopped"),
        ["room.end"] = new("Treffen für alle beendet", "Meeting ended for all"),
        ["room.kick"] = new("Aus einem Raum entfernt", "Removed from a room"),
        ["room.takeback"] = new("In einem Raum wieder zugelassen", "Allowed into a room again"),
        ["room.admit"] = new("In einen Raum eingelassen", "Let into a room"),
        ["room.refuse"] = new("An der Tür eines Raums abgelehnt", "Refused at the door of a room"),
        ["check.run"] = new("Prüfung gestartet", "Check started"),
        ["drain.begin"] = new("Leeren begonnen", "Drain begun"),
        ["drain.move"] = new("Umzug verlangt", "Move asked for"),
        ["drain.stay"] = new("Umzug abgesagt", "Move called off"),
        ["drain.undo"] = new("Leeren zurückgenommen", "Drain taken back"),
        ["maintenance.announce"] = new("Wartung angekündigt", "Maintenance announced"),
        ["maintenance.end"] = new("Wartung beendet", "Maintenance ended"),
        ["shard.add"] = new("Shard hinzugefügt", "Shard added"),
        ["shard.change"] = new("Shard geändert", "Shard changed"),
        ["shard.remove"] = new("Shard entfernt", "Shard removed"),
        ["shard.return"] = new("Shard wieder wie in den Einstellungen", "Shard as in the settings again"),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Text> ByWay = new Dictionary<string, Text>
    {
        ["page"] = new("Seite", "page"),
        ["api"] = Text.Same("API"),
        ["command-line"] = new("Kommandozeile", "command line"),
        ["gateway"] = new("das Gateway selbst", "the gateway itself"),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Text> Facts = new Dictionary<string, Text>
    {
        ["name"] = new("Anmeldename", "Sign-in name"),
        ["displayName"] = new("Name", "Name"),
        ["roles"] = new("Rollen", "Roles"),
        ["provider"] = new("Anbieter", "Provider"),
        ["subject"] = new("Kennung beim Anbieter", "Id at the provider"),
        ["providerRoles"] = new("Rollen vom Anbieter", "Roles from the provider"),
        ["passwordSet"] = new("Passwort gesetzt", "Password set"),
        ["disabled"] = new("Gesperrt", "Disabled"),
        ["way"] = new("Angemeldet mit", "Signed in by"),
        ["scopes"] = new("Rechte", "Scopes"),
        ["owner"] = new("Gehört", "Owner"),
        ["expires"] = new("Läuft ab", "Expires"),
        ["revoked"] = new("Widerrufen", "Revoked"),
        ["sessions"] = new("Sitzungen", "Sessions"),
        ["version"] = new("Fassung", "Version"),
        ["ruleCount"] = new("Zahl der Regeln", "Number of rules"),
        ["changedBy"] = new("Geändert von", "Changed by"),
        ["title"] = new("Titel", "Title"),
        ["entry"] = new("Wer hinein darf", "Who may come in"),
        ["opensWithModerator"] = new("Öffnet erst mit der Leitung", "Opens only with a moderator"),
        ["lock"] = new("Einlass", "Lock"),
        ["expected"] = new("Erwartet", "Expected"),
        ["maximum"] = new("Bescheid ab", "Told from"),
        ["people"] = new("Wer leitet", "Who leads"),
        ["outs"] = new("Hinausgeschickt", "Sent out"),
        ["invitations"] = new("Eingeladen", "Invited"),
        ["guest"] = new("Wer", "Who"),
        ["tries"] = new("Falsche Versuche", "Wrong tries"),
        ["wanted"] = new("Gewollt", "Wanted"),
        ["moveAt"] = new("Umzug um", "Move at"),
        ["kind"] = new("Was gilt", "What holds"),
        ["from"] = new("Von", "From"),
        ["until"] = new("Bis", "Until"),
        ["sentence"] = new("Satz für Mitglieder", "Sentence for members"),
    }.ToFrozenDictionary();

    private static DateTimeOffset? Instant(string value) =>
        DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private static Text Roles(Roles roles)
    {
        if (roles == Portal.Roles.None)
            return RoleNames.Shown(roles);
        var names = RoleNames.All.Where(role => roles.HasFlag(role)).Select(RoleNames.Shown).ToList();
        return new(string.Join(", ", names.Select(name => name.German)), string.Join(", ", names.Select(name => name.English)));
    }
}
