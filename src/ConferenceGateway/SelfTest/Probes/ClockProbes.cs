using System.Globalization;
using ConferenceGateway.Core;
using ConferenceGateway.SelfTest.Asking;
using ConferenceGateway.Settings;

namespace ConferenceGateway.SelfTest.Probes;

/// <summary>Compares the clock of every server with ours, by the <c>Date</c> of an answer.</summary>
internal static class ClockProbes
{
    public static IEnumerable<Probe> Of(GatewaySettings settings, Asker asker)
    {
        foreach (var place in ShardPlace.Of(settings.Shards))
        foreach (var (subject, server, path) in Servers(place).DistinctBy(entry => entry.Server.Prefix))
            yield return new Probe(Probe.Groups.Clock, subject, $"the clock of {server}", async (findings, cancellation) =>
            {
                if (await asker.GetAsync(new Uri(server.Uri, path), place.Shard.Host, cancellation) is Answer.Heard heard && OffsetOf(heard) is { } offset)
                    Tell(server, offset, findings);
            });
    }

    /// <summary>How far the other clock is ahead of ours; null without a <c>Date</c>.</summary>
    public static TimeSpan? OffsetOf(Answer.Heard heard)
    {
        if (!DateTimeOffset.TryParseExact(heard.Header("Date"), "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
            return null;
        // The header leaves out what is below a second: half of one is the better guess. The answer was made half a round trip ago.
        return date + TimeSpan.FromSeconds(0.5) - (heard.AskedAt + heard.RoundTrip / 2);
    }

    /// <summary>What an offset means.</summary>
    public static void Tell(ServerAddress server, TimeSpan offset, SubjectFindings findings)
    {
        var seconds = Math.Abs(offset.TotalSeconds);
        if (seconds <= 2)
        {
            findings.Good(Codes.ClockOffset, $"The clocks of {server} and of this machine agree.");
            return;
        }

        findings.Add(
            seconds > 60 ? Severity.Error : seconds > 10 ? Severity.Warning : Severity.Note,
            Codes.ClockOffset,
            string.Create(CultureInfo.InvariantCulture, $"The clock of {server} is {seconds:0} s {(offset > TimeSpan.Zero ? "ahead of" : "behind")} this machine's."),
            "Prosody accepts a token only within its seconds, without leeway; and logs cannot be laid side by side.",
            "On both machines: timedatectl set-ntp true, then timedatectl must say \"synchronized: yes\".");
    }

    private static IEnumerable<(string Subject, ServerAddress Server, string Path)> Servers(ShardPlace place)
    {
        yield return (place.Subject, place.Shard.Address, "/robots.txt");
        yield return (place.Subject, place.Shard.Prosody, "/http-bind");
        yield return (place.Subject, place.Shard.Jicofo, "/about/version");
        foreach (var bridge in place.Shard.Bridges)
        {
            if (bridge.Address is { } outside)
                yield return (Subjects.Of(bridge), outside, "/");
            if (bridge.PrivateAddress is { } inside)
                yield return (Subjects.Of(bridge), inside, "/about/version");
        }
    }
}
