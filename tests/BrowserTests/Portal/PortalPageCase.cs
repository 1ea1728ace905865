using ConferenceGateway.BrowserTests.Pages;
using ConferenceGateway.Portal;

namespace ConferenceGateway.BrowserTests.Portal;

/// <summary>
/// A page of the portal: who opens it, where, and what it says first. <c>{account}</c> in a path is the id of an account of
/// somebody else's, <c>{link}</c> the code of an invitation; <c>{support}</c> a support code; <c>{verdict}</c> as a sentence is what the check found. A room
/// that gets a page adds a row.
/// </summary>
public sealed record PortalPageCase(string Name, Roles? As, string Path, int Status, string German, string English, PortalSite Site = PortalSite.Usual)
{
    public static readonly IReadOnlyList<PortalPageCase> All =
    [
        new("start", null, "/", 200, "Hier geht es zur Verwaltung.", "This is the way to the portal."),
        new("no-such-page", null, "/nirgends", 404, "Diese Seite gibt es nicht.", "There is no such page."),
        new("sign-in", null, "/sign-in", 200, "Anmelden", "Sign in"),
        new("signed-out", null, "/signed-out", 200, "Sie sind abgemeldet.", "You are signed out."),
        new("confirm", Roles.Admin, "/confirm", 200, "Sind Sie es?", "Is it you?"),
        new("welcome", null, "/welcome?code={link}", 200, "Ihr Passwort wählen", "Choose your password"),
        new("password", Roles.Chair, "/account/password", 200, "Passwort ändern", "Change your password"),
        new("chair-start", Roles.Chair, "/", 200, "Guten Tag, Maike Lorenz.", "Hello, Maike Lorenz."),
        new("not-allowed", Roles.Chair, "/admin/accounts", 403, "Das dürfen Sie hier nicht.", "You may not do that here."),
        new("account", Roles.Chair, "/account", 200, "Sie sind angemeldet als Maike Lorenz.", "You are signed in as Maike Lorenz."),
        new("accounts", Roles.Admin, "/admin/accounts", 200, "Konten", "Accounts"),
        new("accounts-none-found", Roles.Admin, "/admin/accounts?q=zzz", 200, "Konten", "Accounts"),
        new("accounts-auditor", Roles.Auditor, "/admin/accounts", 200, "Konten", "Accounts"),
        new("account-new", Roles.Admin, "/admin/accounts/new", 200, "Konto anlegen", "Create an account"),
        new("account-one", Roles.Admin, "/admin/accounts/{account}", 200, "Birgit Sommer", "Birgit Sommer"),
        new("account-change", Roles.Admin, "/admin/accounts/{account}/change", 200, "Konto ändern", "Change an account"),
        new("account-disable", Roles.Admin, "/admin/accounts/{account}/disable", 200, "Konto sperren: Birgit Sommer", "Disable the account: Birgit Sommer"),
        new("provider-silent", null, "/sign-in/with/silent", 502, "Landesverband antwortet nicht.", "Landesverband does not answer."),
        new("sign-in-refused", null, "/sign-in/with/silent/callback?state=x&code=x", 400, "Die Anmeldung hat nicht geklappt.", "The sign-in did not work."),
        new("sign-out-asked", Roles.Chair, "/sign-out", 405, "Das geht auf dieser Seite nicht.", "This page cannot do that."),
        new("welcome-over", null, "/welcome?code=zzz", 404, "Das gibt es hier nicht.", "There is no such thing here."),
        new("check-result", Roles.Admin, "/admin", 200, "{verdict}", "{verdict}"),
        new("check-running", Roles.Admin, "/admin", 200, "Die Prüfung läuft.", "The check is running.", PortalSite.Checking),
        new("audit", Roles.Admin, "/admin/audit", 200, "Wer hat was getan?", "Who did what?"),
        new("audit-filtered", Roles.Auditor, "/admin/audit?action=account.disable&way=command-line", 200, "Wer hat was getan?", "Who did what?"),
        new("audit-empty", Roles.Auditor, "/admin/audit?q=zzz", 200, "Wer hat was getan?", "Who did what?"),
        new("audit-refused", Roles.Admin, "/admin/audit?from=gestern", 422, "So kann nicht gesucht werden. Bitte die Felder ansehen.", "This cannot be looked for. Please see the fields."),
        new("support-empty", Roles.Admin, "/admin/help", 200, "Was ist bei diesem Menschen los?", "What went wrong for this person?", PortalSite.Checking),
        new("support", Roles.Admin, "/admin/help", 200, "Was ist bei diesem Menschen los?", "What went wrong for this person?"),
        new("support-found", Roles.Admin, "/admin/help?code={support}", 200, "Was ist bei diesem Menschen los?", "What went wrong for this person?"),
        new("support-unknown", Roles.Admin, "/admin/help?code=222222", 404, "Was ist bei diesem Menschen los?", "What went wrong for this person?"),
        new("keys", Roles.Admin, "/admin/keys", 200, "API-Schlüssel", "API keys"),
        new("keys-auditor", Roles.Auditor, "/admin/keys", 200, "API-Schlüssel", "API keys"),
        new("keys-none", Roles.Admin, "/admin/keys", 200, "API-Schlüssel", "API keys", PortalSite.Checking),
        new("key-new", Roles.Admin, "/admin/keys/new", 200, "Neuer Schlüssel", "New key"),
        new("policy", Roles.Admin, "/admin/policy", 200, "Der Entwurf sperrt 38 Besuche mehr als heute.", "The draft blocks 38 more visits than today."),
        new("policy-auditor", Roles.Auditor, "/admin/policy", 200, "Der Entwurf sperrt 38 Besuche mehr als heute.", "The draft blocks 38 more visits than today."),
        new("policy-rule", Roles.Admin, "/admin/policy/draft/1", 200, "Regel 1 ändern", "Change rule 1"),
        new("policy-rule-new", Roles.Admin, "/admin/policy/draft/new", 200, "Neue Regel", "New rule"),
        new("policy-past", Roles.Auditor, "/admin/policy/versions/1", 200, "Fassung 1", "Version 1"),
        new("policy-shipped", Roles.Admin, "/admin/policy/versions/0", 200, "Mitgelieferte Fassung", "Shipped version"),
        new("policy-faults", Roles.Admin, "/admin/policy", 200, "So kann der Entwurf nicht gelten. Regel 14 kommt nie dran, Regel 1 gilt vorher.", "The draft cannot be put in force like this. Rule 14 is never reached, rule 1 comes first.", PortalSite.Checking),
        new("rooms", Roles.Chair, "/rooms", 200, "In zwei von vier Räumen läuft gerade ein Treffen.", "Meetings run in two of four rooms just now."),
        new("rooms-all", Roles.Auditor, "/rooms", 200, "Hier gibt es sechs Räume.", "There are six rooms here."),
        new("rooms-none-found", Roles.Admin, "/rooms?q=zzz", 200, "In Ihrem Raum ist gerade niemand.", "Nobody is in your room just now."),
        new("room", Roles.Chair, "/rooms/vorstand", 200, "Vorstand: Neun Menschen sind drin.", "Vorstand: nine people are in."),
        new("room-waiting", Roles.Chair, "/rooms/acme%2Fmitgliedertreffen", 200, "Mitgliedertreffen: Ein Mensch ist drin.", "Mitgliedertreffen: one person is in."),
        new("room-empty", Roles.Chair, "/rooms/redaktion", 200, "redaktion: Niemand ist drin.", "redaktion: nobody is in."),
        new("room-stopped", Roles.Chair, "/rooms/ag-netzpolitik", 200, "AG Netzpolitik und digitale Teilhabe: Niemand ist drin.", "AG Netzpolitik und digitale Teilhabe: nobody is in."),
        new("room-auditor", Roles.Auditor, "/rooms/vorstand", 200, "Vorstand: Neun Menschen sind drin.", "Vorstand: nine people are in."),
        new("room-ask", Roles.Chair, "/rooms/vorstand/ask/give-up", 200, "Den Raum Vorstand aufgeben?", "Give the room Vorstand up?"),
        new("room-of-another", Roles.Chair, "/rooms/fremd", 404, "Das gibt es hier nicht.", "There is no such thing here."),
        new("fleet", Roles.Admin, "/admin/fleet", 200, "Alle Server nehmen Räume an.", "All servers take rooms."),
        new("fleet-auditor", Roles.Auditor, "/admin/fleet/alpha", 200, "alpha nimmt Räume an.", "alpha takes rooms."),
        new("placements-empty", Roles.Auditor, "/admin/placements", 200, "Welcher Raum liegt wo?", "Which room lives where?"),
        new("maintenance", Roles.Admin, "/admin/maintenance", 200, "Es ist keine Wartung angekündigt.", "No maintenance is announced."),
        new("shard-new", Roles.Admin, "/admin/fleet/shards/new", 200, "Shard hinzufügen", "Add a shard"),
        new("no-such-node", Roles.Admin, "/admin/fleet/zora", 404, "Das gibt es hier nicht.", "There is no such thing here."),
        new("database-away", Roles.Chair, "/", 503, "Anmelden und Ändern geht im Moment nicht.", "Signing in and changing things does not work just now.", PortalSite.DatabaseAway),
        new("account-once-gone", Roles.Admin, "/admin/accounts/{account}/hand-over", 200, "Das wurde schon gezeigt.", "This has been shown already."),
    ];

    /// <summary>A field is asked for again, so the focus is in it and not at the top.</summary>
    public bool HasFocusInside => Name == "support-unknown";

    public string Headline(PageLook look) => look?.IsGerman == true ? German : English;

    public override string ToString() => Name;
}

/// <summary>Which of the portals.</summary>
public enum PortalSite
{
    Usual,
    Checking,
    DatabaseAway,
}
