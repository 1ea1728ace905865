using System.Text;

namespace ConferenceGateway.Lab;

/// <summary>A room as a person writes it, and the spellings that Jitsi's client makes of it.</summary>
public sealed class LabRoom
{
    private readonly string _name;
    private readonly string _tenant;

    /// <summary>From <c>room</c> or <c>tenant/room</c>, not encoded.</summary>
    public LabRoom(string name)
    {
        var parts = name.Split('/', 2);
        _name = Normal(parts[^1]);
        _tenant = parts.Length == 2 ? Normal(parts[0]) : "";
    }

    /// <summary>Its name in <see cref="LabShard.Rooms"/>: percent-encoded, lower case.</summary>
    public string Name => _tenant.Length == 0 ? Node : $"{Encode(_tenant)}/{Node}";

    /// <summary>Path of its page.</summary>
    public string Path => _tenant.Length == 0 ? $"/{Encode(_name)}" : $"/{Encode(_tenant)}/{Encode(_name)}";

    private string Node => Encode(_name).ToLowerInvariant();

    /// <summary>The address of its page.</summary>
    public Uri Page(Uri baseUrl) => new(baseUrl, Path);

    /// <summary>The address of its XMPP socket.</summary>
    public Uri Socket(Uri baseUrl)
    {
        var scheme = baseUrl.Scheme is "https" or "wss" ? "wss" : "ws";
        var tenant = _tenant.Length == 0 ? "" : "/" + Encode(_tenant);
        // As URLSearchParams writes it.
        var room = Encode(_name).Replace("%20", "+", StringComparison.Ordinal);
        return new Uri($"{scheme}://{baseUrl.Authority}{tenant}/xmpp-websocket?room={room}");
    }

    /// <summary>Its XMPP address below that domain.</summary>
    public string Jid(string domain) => $"{Node}@conference.{(_tenant.Length == 0 ? "" : Encode(_tenant).ToLowerInvariant() + ".")}{domain}";

    /// <summary>Somebody's address in it.</summary>
    public string Occupant(string domain, string nick) => $"{Jid(domain)}/{nick}";

    private static string Normal(string name) => name.Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    private static string Encode(string text) => Uri.EscapeDataString(text);
}
