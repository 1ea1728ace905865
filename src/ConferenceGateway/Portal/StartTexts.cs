namespace ConferenceGateway.Portal;

/// <summary>The start page's words.</summary>
internal static class StartTexts
{
    public static readonly Text Title = new("Raum öffnen", "Open a room");
    public static readonly Text Headline = new("In welchen Raum möchten Sie?", "Which room would you like?");
    public static readonly Text Lead = new("Der Name steht in Ihrem Link nach dem letzten Schrägstrich.", "The name stands in your link, after the last slash.");
    public static readonly Text Label = new("Name des Raums", "Name of the room");
    public static readonly Text Go = new("Hinein", "Go in");
    public static readonly Text Check = new("Gerät und Browser prüfen", "Test my browser");
    public static readonly Text Refused = new("So kann kein Raum heißen:", "No room can have that name:");
}
