namespace ConferenceGateway.Browsers.Check;

/// <summary>One thing that the page's script looks for in the browser itself.</summary>
public enum Probe
{
    /// <summary>The page came over https, or from this very machine.</summary>
    Secure,

    /// <summary>RTCPeerConnection can be made: picture and sound find their way.</summary>
    PeerConnection,

    /// <summary>… with transceivers, which Jitsi's client needs.</summary>
    Transceivers,

    /// <summary>mediaDevices with getUserMedia and enumerateDevices: camera and microphone can be asked for.</summary>
    MediaDevices,

    /// <summary>WebSocket.</summary>
    WebSocket,

    /// <summary>WebAssembly: noise suppression, blurred backgrounds; Mumble's codec.</summary>
    WebAssembly,

    /// <summary>AudioWorklet: sound is worked on without stutter.</summary>
    AudioWorklet,

    /// <summary>getDisplayMedia: the screen can be shown.</summary>
    DisplayMedia,

    /// <summary>Opus for sound and VP8 or H.264 for pictures.</summary>
    Codecs,

    /// <summary>localStorage can be written.</summary>
    Storage,

    /// <summary>No web view of another app, as far as script can see it.</summary>
    OwnWindow,
}

/// <summary>What a probe found.</summary>
public enum ProbeResult
{
    /// <summary>Not asked, no answer in time, or not to be told.</summary>
    Unknown,

    /// <summary>It is there.</summary>
    Found,

    /// <summary>It is not there.</summary>
    Missing,
}
