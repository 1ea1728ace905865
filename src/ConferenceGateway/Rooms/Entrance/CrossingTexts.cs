using ConferenceGateway.Portal;

namespace ConferenceGateway.Rooms.Entrance;

/// <summary>The words on the way from the portal into a room, and of invitations.</summary>
internal static class CrossingTexts
{
    public static readonly Text Lead = new("Sie sind angemeldet. Der Knopf führt hinein.", "You are signed in. The button leads in.");
    public static readonly Text GoIn = new("Zum Treffen", "Into the meeting");
    public static readonly Text CodeOver = new("Dieser Weg hinein ist abgelaufen.", "This way in has expired.");
    public static readonly Text CodeOverLead = new("Er gilt eine Minute lang und ein Mal. Die Tür des Raums führt noch einmal zur Anmeldung.", "It holds for one minute, and once. The room’s door leads to the sign-in again.");
    public static readonly Text ToDoor = new("Zur Tür des Raums", "To the room’s door");

    public static readonly Text InvitationTitle = new("Einladung", "Invitation");
    public static readonly Text InvitationLead = new("Sie sind eingeladen. Mit dieser Einladung brauchen Sie kein Passwort.", "You are invited. With this invitation you need no password.");
    public static readonly Text InvitationName = new("So sehen die anderen Sie.", "This is how the others see you.");
    public static readonly Text InvitationApp = new("In der Jitsi-App öffnen", "Open in the Jitsi app");
    public static readonly Text InvitationOver = new("Diese Einladung gilt nicht mehr.", "This invitation no longer holds.");
    public static readonly Text InvitationOverLead = new("Die Leitung kann eine neue geben.", "The chair can give you a new one.");
}
