using ConferenceGateway.Portal;

namespace ConferenceGateway.Rooms.Entrance;

/// <summary>The words of the page of a room that cannot open now.</summary>
internal static class NoPlaceTexts
{
    public static readonly Text SoundWorks = new("Ton geht.", "Sound works.");
    public static readonly Text WithSound = new("Mit Ton teilnehmen", "Take part with sound");
    public static readonly Text ComesBack = new("Diese Seite versucht es von selbst wieder.", "This page tries again by itself.");
}
