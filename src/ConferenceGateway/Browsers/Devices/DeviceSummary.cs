using System.Collections.Immutable;

namespace ConferenceGateway.Browsers.Devices;

/// <summary>One thing that the device test tries.</summary>
public enum DevicePart
{
    /// <summary>The camera gives a picture.</summary>
    Camera,

    /// <summary>The microphone gives a sound that moves.</summary>
    Microphone,

    /// <summary>The person heard the tone.</summary>
    Speaker,

    /// <summary>A message goes to the gateway and back over a websocket.</summary>
    Socket,

    /// <summary>A media server answers over UDP.</summary>
    Udp,

    /// <summary>… over TCP.</summary>
    Tcp,

    /// <summary>… over TLS.</summary>
    Tls,

    /// <summary>The device's clock is right.</summary>
    Clock,
}

/// <summary>What came of it.</summary>
public enum DeviceResult
{
    /// <summary>Not tried, or no answer in time.</summary>
    Unknown,

    /// <summary>It works.</summary>
    Works,

    /// <summary>It does not, or there is none.</summary>
    Fails,

    /// <summary>The browser or its user refused it.</summary>
    Refused,
}

/// <summary>
/// What the device test says it found, as it is sent in a form field: <c>Camera.1-Microphone.d-Udp.0-Clock.x</c>; 1 = works,
/// 0 = does not, d = refused (denied), x = unknown; each part once at most. Anybody can make one up. Immutable.
/// </summary>
public sealed record DeviceSummary
{
    /// <summary>Longer ones are not read. Characters.</summary>
    public const int MostCharacters = 200;

    private readonly ImmutableDictionary<DevicePart, DeviceResult> _results;

    private DeviceSummary(ImmutableDictionary<DevicePart, DeviceResult> results) => _results = results;

    /// <summary>What came of one part.</summary>
    public DeviceResult this[DevicePart part] => _results.GetValueOrDefault(part);

    /// <summary>Reads the field; null where it is missing, or where one part of it is not known: then nothing of it is believed.</summary>
    public static DeviceSummary? Parse(string? field)
    {
        if (string.IsNullOrEmpty(field) || field.Length > MostCharacters)
            return null;

        var results = ImmutableDictionary.CreateBuilder<DevicePart, DeviceResult>();
        foreach (var part in field.Split('-'))
        {
            if (ReportPart.Read<DevicePart>(part) is not var (name, mark) || ResultOf(mark) is not { } result || !results.TryAdd(name, result))
                return null;
        }

        return new DeviceSummary(results.ToImmutable());
    }

    private static DeviceResult? ResultOf(char mark) => mark switch
    {
        '1' => DeviceResult.Works,
        '0' => DeviceResult.Fails,
        'd' => DeviceResult.Refused,
        'x' => DeviceResult.Unknown,
        _ => null,
    };
}
