namespace ConferenceGateway.Portal;

/// <summary>The words of PortalUrl's only page so far.</summary>
internal static class PortalTexts
{
    public static readonly Text Headline = new("Hier verwalten Sie bald Ihre Räume.", "You will soon manage your rooms here.");
    public static readonly Text Lead = new("Die Anmeldung kommt später. Treffen brauchen sie nicht: Ihr Link genügt.", "Sign-in comes later. Meetings do not need it: your link is enough.");
}
