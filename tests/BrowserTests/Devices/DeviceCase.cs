using ConferenceGateway.BrowserTests.Pages;

namespace ConferenceGateway.BrowserTests.Devices;

/// <summary>A state of the device test as somebody comes to it, and the sentence that it must say.</summary>
public sealed record DeviceCase(string Name, string? Result, string German, string English, string? Script = null, bool HasScript = true)
{
    /// <summary>What takes the camera away, without asking anybody.</summary>
    public const string NoCamera = """
        const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = (what) => what.video ? Promise.reject(new DOMException('no', 'NotAllowedError')) : ask(what);
        """;

    /// <summary>As a browser whose calls are switched off.</summary>
    public const string NoCalls = "delete window.RTCPeerConnection;";

    public static readonly IReadOnlyList<DeviceCase> All =
    [
        new("no-script", null, "Dieser Test braucht Skripte, und die sind hier abgeschaltet.", "This test needs scripts, and they are switched off here.", HasScript: false),
        new("start", null, "Kamera und Mikrofon testen", "Test camera and microphone"),
        new("ready", "ready", "Sie sind bereit.", "You are ready."),
        new("no-camera", "limits", "Sie können teilnehmen, aber ohne Bild.", "You can join, but without a picture.", NoCamera),
        new("cannot", "cannot", "In diesem Browser ist Video abgeschaltet.", "Video is switched off in this browser.", NoCalls),
    ];

    public string Headline(PageLook look) => look is { IsGerman: true } ? German : English;

    public override string ToString() => Name;
}
