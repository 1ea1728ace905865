using ConferenceGateway.Portal;

namespace ConferenceGateway.Identity.SignIn;

/// <summary>The words of sign-in, and of what belongs to a password.</summary>
internal static class SignInTexts
{
    public static readonly Text Title = new("Anmelden", "Sign in");
    public static readonly Text Lead = new("Für Leitung und Verwaltung. Treffen brauchen keine Anmeldung: Ihr Link genügt.", "For chairs and admins. Meetings need no sign-in: your link is enough.");
    public static readonly Text Name = new("Anmeldename", "Sign-in name");
    public static readonly Text Password = new("Passwort", "Password");
    public static readonly Text Submit = new("Anmelden", "Sign in");
    public static readonly Text WrongPair = new("Name oder Passwort stimmt nicht. Bitte noch einmal.", "Name or password is not right. Please try again.");

    public static readonly Text ConfirmTitle = new("Sind Sie es?", "Is it you?");
    public static readonly Text ConfirmLead = new("Was jetzt kommt, gibt Rechte weiter. Deshalb noch einmal:", "What comes next gives rights away. So once more:");
    public static readonly Text Confirm = new("Weiter", "Go on");
    public static readonly Text WrongPassword = new("Das Passwort stimmt nicht. Bitte noch einmal.", "That password is not right. Please try again.");

    public static readonly Text WelcomeTitle = new("Ihr Passwort wählen", "Choose your password");
    public static readonly Text NewPassword = new("Neues Passwort", "New password");
    public static readonly Text Save = new("Speichern", "Save");
    public static readonly Text LinkOver = new(
        "Dieser Link gilt nicht mehr: Er wurde benutzt oder ist abgelaufen. Die Verwaltung kann einen neuen geben.",
        "This link is no longer valid: it was used, or has expired. An admin can give you a new one.");
    public static readonly Text WelcomeDone = new("Ihr Passwort gilt. Sie sind angemeldet.", "Your password is set. You are signed in.");

    public static readonly Text ChangeTitle = new("Passwort ändern", "Change your password");
    public static readonly Text ChangeLead = new("Andere Browser, in denen Sie angemeldet sind, werden abgemeldet.", "Other browsers in which you are signed in are signed out.");
    public static readonly Text OldPassword = new("Bisheriges Passwort", "Present password");
    public static readonly Text Changed = new("Das neue Passwort gilt. Alle anderen Browser sind abgemeldet.", "The new password is set. All other browsers are signed out.");
    public static readonly Text NoPassword = new(
        "Dieses Konto hat hier kein Passwort. Geändert wird es beim Anbieter der Anmeldung.", "This account has no password here. It is changed at the sign-in’s provider.");

    public static readonly Text SignedOutTitle = new("Sie sind abgemeldet.", "You are signed out.");
    public static readonly Text SignedOutLead = new("Der Browser kann geschlossen werden.", "You can close the browser.");
    public static readonly Text Again = new("Wieder anmelden", "Sign in again");

    public static Text With(string provider) => new($"Mit {provider} anmelden", $"Sign in with {provider}");

    public static Text Welcome(string name) => new($"Der Name zum Anmelden ist {name}.", $"The name to sign in is {name}.");

    public static Text SignOutAt(string provider) => new($"Auch bei {provider} abmelden", $"Sign out at {provider} too");

    /// <summary>Said once after a sign-in.</summary>
    public static Text WrongSince(long count) => count == 1
        ? new("Seit der letzten Anmeldung wurde einmal ein falsches Passwort für dieses Konto eingegeben.", "Since the last sign-in one wrong password was typed for this account.")
        : new(
            $"Seit der letzten Anmeldung wurde {count} Mal ein falsches Passwort für dieses Konto eingegeben. Waren Sie das nicht, ändern Sie bitte Ihr Passwort.",
            $"Since the last sign-in {count} wrong passwords were typed for this account. If that was not you, please change your password.");
}
