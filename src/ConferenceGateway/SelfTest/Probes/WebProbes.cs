using ConferenceGateway.SelfTest.Asking;

namespace ConferenceGateway.SelfTest.Probes;

/// <summary>The web server of each shard: does it show the page of a room.</summary>
internal static class WebProbes
{
    public static Probe Of(ShardPlace place, ShardFetch files) => new(
        Probe.Groups.Web, place.Subject, "its web server", (findings, cancellation) => LookAsync(place, files, findings, cancellation));

    private static async Task LookAsync(ShardPlace place, ShardFetch files, SubjectFindings findings, CancellationToken cancellation)
    {
        var shard = place.Shard;
        switch (await files.PageAsync(cancellation))
        {
            case Answer.Silent(var fault):
                findings.Error(Codes.WebPage, $"Its web server {shard.Address} {fault}.", "No page of a meeting on this shard opens.",
                    $"Start nginx of the shard (systemctl status nginx), or gateway.json, {place.Key("Address")}.");
                return;
            case Answer.Heard { IsOk: true } page when page.Header("Content-Type")?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true:
                findings.Good(Codes.WebPage, $"{shard.Address} shows the page of a room.");
                TellHeader(place, page, findings);
                return;
            case Answer.Heard page:
                var to = page.Header("Location") is { } location ? $" to {location}" : "";
                findings.Error(Codes.WebPage, $"The page of a room at {shard.Address}, asked with Host {shard.Host}, is answered with {page.StatusText}{to}{(page.IsOk ? ", but is no HTML" : "")}.",
                    "No page of a meeting on this shard opens.",
                    $"nginx of the shard: server_name {shard.Host}; without a redirect to https on this port. Or gateway.json, {place.Key("Host")} and {place.Key("Address")}.");
                return;
        }
    }

    private static void TellHeader(ShardPlace place, Answer.Heard page, SubjectFindings findings)
    {
        if (page.Header("X-Jitsi-Shard") is { } header && header != place.Shard.AnnouncedName)
            findings.Note(Codes.WebShardHeader, $"Its web server calls itself \"{header}\" in X-Jitsi-Shard; AnnouncedName is {(place.Shard.AnnouncedName is { } name ? $"\"{name}\"" : "not set")}.",
                "Members do not see it: the gateway puts its own there. But two names for one thing mislead whoever looks.",
                "nginx of the shard: take add_header X-Jitsi-Shard out (docker: DEPLOYMENTINFO_SHARD).");
    }
}
