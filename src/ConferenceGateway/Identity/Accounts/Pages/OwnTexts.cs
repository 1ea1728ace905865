using ConferenceGateway.Portal;

namespace ConferenceGateway.Identity.Accounts.Pages;

/// <summary>The words of one's own account.</summary>
internal static class OwnTexts
{
    public static readonly Text Title = new("Mein Konto", "My account");
    public static readonly Text SignedInAs = new("Sie sind angemeldet als", "You are signed in as");
    public static readonly Text Name = new("Ihr Name", "Your name");
    public static readonly Text NameLabel = new("So sehen andere Sie", "How others see you");
    public static readonly Text NameFromProvider = new("Bei jeder Anmeldung über den Anbieter gilt wieder der Name von dort.", "Each sign-in through the provider brings its name back.");
    public static readonly Text NameSaved = new("Ihr Name ist gespeichert.", "Your name is saved.");
    public static readonly Text SignIn = new("Anmeldung", "Sign-in");
    public static readonly Text SignInName = new("Anmeldename", "Sign-in name");
    public static readonly Text PasswordSet = new("Passwort, gesetzt", "Password, set");
    public static readonly Text NoPassword = new("Kein Passwort", "No password");
    public static readonly Text ChangePassword = new("Passwort ändern", "Change the password");
    public static readonly Text BoundTo = new("Verbunden mit", "Bound to");
    public static readonly Text Unbind = new("Verbindung lösen", "Unbind");
    public static readonly Text NotBoundTo = new("Nicht verbunden mit", "Not bound to");
    public static readonly Text Bind = new("Verbinden", "Bind");
    public static readonly Text Sessions = new("Hier sind Sie angemeldet", "You are signed in here");
    public static readonly Text ThisOne = new("(dieses Gerät)", "(this device)");
    public static readonly Text Since = new("seit", "since");
    public static readonly Text LastUsed = new("zuletzt", "last used");
    public static readonly Text From = new("von", "from");
    public static readonly Text End = new("Abmelden", "Sign out");
    public static readonly Text EndOthers = new("Alle anderen abmelden", "Sign out all others");
    public static readonly Text Unknown = new("Ein Gerät, das Sie nicht kennen? Bitte abmelden und das Passwort ändern.", "A device that you do not know? Please sign it out and change the password.");
    public static readonly Text Ended = new("Dieses Gerät ist abgemeldet.", "That device is signed out.");
    public static readonly Text EndedBefore = new("Dieses Gerät war schon abgemeldet.", "That device was signed out before.");
    public static readonly Text OthersEnded = new("Alle anderen Geräte sind abgemeldet.", "All other devices are signed out.");
}
