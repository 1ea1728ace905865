using ConferenceGateway.Portal;

namespace ConferenceGateway.Rooms.Entrance;

/// <summary>The words of the door.</summary>
internal static class DoorTexts
{
    public static readonly Text NeedsPassword = new("Für diesen Raum brauchen Sie ein Passwort.", "You need a password for this room.");
    public static readonly Text NeedsPasswordOrKnock = new("Mit dem Passwort kommen Sie gleich hinein. Ohne klopfen Sie an.", "With the password you go straight in. Without it, knock.");
    public static readonly Text NeedsKnock = new("Die Leitung lässt einzeln ein. Wie heißen Sie?", "The chair lets people in one by one. What is your name?");
    public static readonly Text NeedsOtherName = new("Unter welchem Namen sieht die Leitung Sie?", "By which name does the chair see you?");
    public static readonly Text NeedsMembers = new("Dieser Raum ist für Mitglieder. Wer eingeladen ist, nimmt den Link aus der Einladung.", "This room is for members. If you are invited, use the link of your invitation.");
    public static readonly Text NeedsSignIn = new("Neue Räume öffnen hier nur Mitglieder.", "Only members open new rooms here.");

    public static readonly Text Name = new("Ihr Name", "Your name");
    public static readonly Text Password = new("Passwort", "Password");
    public static readonly Text PasswordHint = new("Es steht in Ihrer Einladung.", "It is in your invitation.");
    public static readonly Text Show = new("Anzeigen", "Show");
    public static readonly Text Hide = new("Verbergen", "Hide");
    public static readonly Text GoIn = new("Hinein", "Go in");
    public static readonly Text Knock = new("Anklopfen", "Knock");
    public static readonly Text KnockWithout = new("Ohne Passwort anklopfen", "Knock without a password");
    public static readonly Text Save = new("Speichern", "Save");
    public static readonly Text Again = new("Erneut versuchen", "Try again");
    public static readonly Text SignIn = new("Anmelden", "Sign in");
    public static readonly Text SignInHint = new("Mitglieder brauchen kein Passwort.", "Members need no password.");
    public static readonly Text SignInHintOfChair = new("Für die Leitung und für Mitglieder, die hineindürfen.", "For the chair, and for members who may go in.");
    public static readonly Text OtherWays = new("Andere Wege", "Other ways");

    public static readonly Text Wrong = new("Das Passwort stimmt nicht. Bitte noch einmal.", "That password is not right. Please try again.");
    public static readonly Text OnlyCase = new("Nur Groß und Klein stimmt nicht. Bitte genau so schreiben wie in der Einladung.", "Only the capitals differ. Please write it exactly as in the invitation.");
    public static readonly Text NameMissing = new("Bitte einen Namen angeben, damit die Leitung weiß, wer da ist.", "Please give a name, so that the chair knows who is there.");
    public static readonly Text TooManyWait = new("Vor diesem Raum warten schon sehr viele. In einer Minute noch einmal.", "Very many are waiting for this room already. Try again in a minute.");

    public static readonly Text Locked = new("Dieser Raum ist gerade abgeschlossen.", "This room is locked at the moment.");
    public static readonly Text LockedLead = new("Wer drin ist, bleibt drin. Neue lässt die Leitung im Moment nicht ein.", "Whoever is inside stays. The chair lets nobody new in for now.");
    public static readonly Text Out = new("Die Leitung hat Sie hinausgeschickt.", "The chair has sent you out.");
    public static readonly Text OutLead = new("War es ein Versehen? Die Leitung kann Sie wieder einlassen.", "Was it a mistake? The chair can let you in again.");
    public static readonly Text Unclaimed = new("Diesen Raum gibt es nicht.", "There is no such room.");
    public static readonly Text UnclaimedLead = new("Stimmt der Link? Räume werden hier vorher angelegt.", "Is the link right? Rooms are made beforehand here.");
    public static readonly Text Refused = new("Die Leitung lässt Sie im Moment nicht ein.", "The chair is not letting you in just now.");
    public static readonly Text RefusedLead = new("In zehn Minuten können Sie noch einmal anklopfen.", "You can knock again in ten minutes.");

    public static readonly Text WaitTitle = new("Bitte warten", "Please wait");
    public static readonly Text ChairSees = new("Die Leitung sieht Ihren Namen und lässt Sie ein. Diese Seite öffnet sich dann von selbst.", "The chair sees your name and lets you in. This page then opens by itself.");
    public static readonly Text ModeratorComes = new("Das Treffen beginnt, sobald die Leitung da ist. Diese Seite öffnet sich dann von selbst.", "The meeting begins as soon as the chair is there. This page then opens by itself.");
    public static readonly Text TestDevice = new("Inzwischen Gerät testen", "Test your device meanwhile");
    public static readonly Text ChangeName = new("Ändern", "Change");
    public static readonly Text StopWaiting = new("Nicht mehr warten", "Stop waiting");
    public static readonly Text StopHint = new("Dauert es zu lange?", "Is it taking too long?");

    public static readonly Text AppTitle = new("Weiter in der App", "On in the app");
    public static readonly Text AppLead = new("Die Tür ist offen. Der Knopf öffnet den Raum in der App.", "The door is open. The button opens the room in the app.");
    public static readonly Text NoAppLead = new("Die Tür ist offen. Für dieses Gerät geht es im Browser weiter.", "The door is open. On this device, go on in the browser.");
    public static readonly Text OpenApp = new("In der App öffnen", "Open in the app");
    public static readonly Text OpenBrowser = new("In diesem Browser öffnen", "Open in this browser");

    /// <summary>"You are waiting for “Board”."</summary>
    public static Text WaitFor(string room) => new($"Sie warten vor „{room}“.", $"You are waiting for “{room}”.");

    /// <summary>Since when, by the clock.</summary>
    public static Text WaitingSince(string clock) => new($"Sie warten seit {clock} Uhr", $"You have been waiting since {clock}");

    /// <summary>When tries are taken again, by the clock.</summary>
    public static Text TooMany(string clock) => new($"Zu viele Versuche. Um {clock} geht es weiter.", $"Too many tries. Try again at {clock}.");
}
