using ConferenceGateway.Portal;

namespace ConferenceGateway.Identity.Accounts.Pages;

/// <summary>The words of the admin's pages of accounts.</summary>
internal static class AccountTexts
{
    public static readonly Text Nav = new("Konten", "Accounts");
    public static readonly Text Title = new("Konten", "Accounts");
    public static readonly Text Lead = new("Wer sich anmelden kann, und was er darf. Gäste von Treffen brauchen kein Konto.", "Who can sign in, and what they may do. Guests of meetings need no account.");
    public static readonly Text Create = new("Konto anlegen", "Create an account");
    public static readonly Text Search = new("Name suchen", "Search for a name");
    public static readonly Text Find = new("Suchen", "Search");
    public static readonly Text All = new("Alle zeigen", "Show all");
    public static readonly Text NoneFound = new("Kein Konto heißt so.", "No account has such a name.");
    public static readonly Text More = new("Weitere Konten", "More accounts");
    public static readonly Text Name = new("Anmeldename", "Sign-in name");
    public static readonly Text NameHint = new("2 bis 100 Zeichen ohne Leerzeichen, zum Beispiel maike oder eine Mailadresse. Groß und Klein ist gleich.", "2 to 100 characters without blanks, for example maike or a mail address. Capitals do not count.");
    public static readonly Text NameFault = new("So kann kein Anmeldename sein: 2 bis 100 Zeichen, nur Buchstaben, Ziffern und . _ - @ + dazwischen.", "No sign-in name can be like that: 2 to 100 characters, only letters, digits, and . _ - @ + between them.");
    public static readonly Text DisplayName = new("Name, wie andere ihn sehen", "Name as others see it");
    public static readonly Text DisplayNameFault = new("So kann kein Name sein: 1 bis 80 Zeichen, kein unsichtbares darunter.", "No name can be like that: 1 to 80 characters, none of them invisible.");
    public static readonly Text RolesLabel = new("Rollen", "Roles");
    public static readonly Text RoleColumn = new("Rollen", "Roles");
    public static readonly Text State = new("Zustand", "State");
    public static readonly Text LastSignIn = new("Zuletzt angemeldet", "Last signed in");
    public static readonly Text SignedIn = new("zuletzt", "last");
    public static readonly Text Person = new("Konto", "Account");
    public static readonly Text How = new("Wie meldet sich die Person zum ersten Mal an?", "How will this person sign in for the first time?");
    public static readonly Text HowLink = new("Mit einem Einladungslink", "With an invitation link");
    public static readonly Text HowLinkHint = new("Sie wählt ihr Passwort selbst. Sie geben ihr den Link.", "They choose their own password. You hand them the link.");
    public static readonly Text HowPassword = new("Mit einem Passwort, das jetzt entsteht", "With a password that is made now");
    public static readonly Text HowPasswordHint = new("Für den Fall, dass Sie nebeneinander sitzen.", "In case you sit side by side.");
    public static readonly Text HowProviderHint = new("Das Konto gehört dann einer bestimmten Person dort.", "The account then belongs to one person there.");
    public static readonly Text Subject = new("Kennung beim Anbieter (sub)", "Identifier at the provider (sub)");
    public static readonly Text SubjectHint = new("Nur für die Anmeldung über einen Anbieter.", "Only for signing in through a provider.");
    public static readonly Text SubjectFault = new("Hier fehlt die Kennung der Person: höchstens 255 Zeichen.", "The person’s identifier is missing here: 255 characters at most.");
    public static readonly Text HowFault = new("Bitte wählen, wie die Person sich anmeldet.", "Please choose how this person signs in.");
    public static readonly Text Save = new("Speichern", "Save");
    public static readonly Text Cancel = new("Abbrechen", "Cancel");
    public static readonly Text Change = new("Ändern", "Change");
    public static readonly Text ChangeTitle = new("Konto ändern", "Change an account");
    public static readonly Text Since = new("Angelegt", "Created");
    public static readonly Text SignIn = new("Anmeldung", "Sign-in");
    public static readonly Text ByPassword = new("mit Passwort, gesetzt", "by password, set");
    public static readonly Text ByNothing = new("noch nicht möglich: Einladung offen", "not possible yet: waits for its invitation");
    public static readonly Text Through = new("über", "through");
    public static readonly Text FromProvider = new("vom Anbieter:", "from the provider:");
    public static readonly Text FromProviderHint = new("Rollen vom Anbieter ändern sich dort.", "Roles from the provider are changed there.");
    public static readonly Text Sessions = new("Angemeldet auf", "Signed in on");
    public static readonly Text NoSessions = new("Im Moment nirgends.", "Nowhere at the moment.");
    public static readonly Text Latest = new("Zuletzt geändert", "Last changes");
    public static readonly Text AllOfIt = new("Alles im Protokoll", "All of it in the audit");
    public static readonly Text Deeds = new("Was sich tun lässt", "What can be done");
    public static readonly Text BackToList = new("Zu allen Konten", "To all accounts");
    public static readonly Text BackToAccount = new("Zum Konto", "To the account");
    public static readonly Text Saved = new("Gespeichert.", "Saved.");
    public static readonly Text Changed = new("Inzwischen hat es jemand anderes geändert. Unten steht, was Sie wollten; noch einmal speichern ersetzt, was jetzt gilt:", "Somebody else has changed it meanwhile. Below is what you wanted; saving again replaces what is there now:");
    public static readonly Text Mended = new("Bitte unten ansehen, was markiert ist.", "Please look below at what is marked.");

    public static readonly Text OnceGone = new("Das wurde schon gezeigt.", "This has been shown already.");
    public static readonly Text OnceGoneLead = new("Links und Passwörter sind nur einmal zu sehen. Auf der Seite des Kontos gibt es einen neuen Link; der alte gilt dann nicht mehr.", "Links and passwords can be seen only once. The account’s page has a new link; the old one is void then.");
    public static readonly Text LinkReady = new("Der Link ist fertig.", "The link is ready.");
    public static readonly Text PasswordReady = new("Das Passwort ist fertig.", "The password is ready.");
    public static readonly Text OnlyNow = new("Er ist nur jetzt zu sehen. Bitte gleich weitergeben.", "It can be seen only now. Please hand it on at once.");
    public static readonly Text OnlyNowPassword = new("Es ist nur jetzt zu sehen. Bitte gleich weitergeben.", "It can be seen only now. Please hand it on at once.");
    public static readonly Text LinkFor = new("Link für", "Link for");
    public static readonly Text PasswordFor = new("Passwort für", "Password for");
    public static readonly Text Until = new("Er geht einmal, bis", "It works once, until");
    public static readonly Text Tell = new("Was Sie der Person sagen", "What to tell this person");
    public static readonly Text TellLink = new("„Öffnen Sie den Link, und wählen Sie ein Passwort. Ihr Anmeldename:“", "“Open the link and choose a password. Your sign-in name:”");
    public static readonly Text TellPassword = new("„Melden Sie sich damit an, und wählen Sie unter ‚Mein Konto‘ ein eigenes. Ihr Anmeldename:“", "“Sign in with it, and choose one of your own under ‘My account’. Your sign-in name:”");
    public static readonly Text TellHow = new("Am besten auf einem Weg, den niemand mitliest: persönlich, am Telefon, in einer verschlüsselten Nachricht.", "Best by a way that nobody else reads: in person, by phone, in an encrypted message.");
    public static readonly Text Made = new("Das Konto ist angelegt.", "The account is created.");

    public static Text StateOf(AccountState state) => state switch
    {
        AccountState.Disabled => new("gesperrt", "disabled"),
        AccountState.Invited => new("eingeladen", "invited"),
        _ => new("aktiv", "active"),
    };

    /// <summary>What a role may, in a line.</summary>
    public static Text About(Roles role) => role switch
    {
        Roles.Admin => new("Betreibt alles: Konten, Schlüssel, Server.", "Runs everything: accounts, keys, servers."),
        Roles.Auditor => new("Sieht alles, was die Verwaltung sieht, und ändert nichts.", "Sees all that an admin sees, and changes nothing."),
        _ => new("Leitet Treffen.", "Leads meetings."),
    };
}
