using ConferenceGateway.SelfTest.Asking;

namespace ConferenceGateway.SelfTest.Probes;

/// <summary>Whether a shard's inside can be seen from outside: through its web server, or through MeetingUrl.</summary>
internal static class OpenProbes
{
    private const string Why = "Whoever asks learns which rooms are open and how many are in them; a room's name is its key.";

    public static Probe Of(ShardPlace place, Asker asker) => new(Probe.Groups.Web, place.Subject, "what its web server shows", async (findings, cancellation) =>
    {
        var open = await OpenPaths.FindAsync(place.Shard.Address.Uri, place.Shard.Host, asker, cancellation);
        if (open.Count > 0)
            findings.Warning(Codes.WebOpen, $"Its web server {place.Shard.Address} shows {string.Join(", ", open)} to whoever can reach it.", Why, Nginx(open));
        else
            findings.Good(Codes.WebOpen, "Its web server shows nothing of Prosody's and Jicofo's inside.");
    });

    public static Probe OfMeetingUrl(Uri meeting, Asker asker) => new(Probe.Groups.Gateway, Subjects.Of(meeting), "what it shows", async (findings, cancellation) =>
    {
        var open = await OpenPaths.FindAsync(meeting, null, asker, cancellation);
        if (open.Count > 0)
            findings.Warning(Codes.GatewayOpen, $"{Subjects.Of(meeting)} shows {string.Join(", ", open)} to everybody.", Why,
                "The gateway does not forward these: what stands in front of it does, past it. Take their locations out there.");
        else if (await asker.GetAsync(new Uri(meeting, "/-/health/live"), null, cancellation) is Answer.Heard)
            findings.Good(Codes.GatewayOpen, "Nothing of the shards' inside shows.");
    });

    private static string Nginx(IEnumerable<string> open) =>
        "nginx of the shard, in server:\n" + string.Join('\n', open.Select(path => $"location = {path} {{ allow 127.0.0.1; deny all; }}"));
}
