using System.Data.Common;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet.Asking;
using ConferenceGateway.Fleet.Wanting;

namespace ConferenceGateway.Fleet.Bridges;

/// <summary>
/// Tells one bridge what is wanted of it, each round until it reports it: a bridge that restarts has forgotten it. One that
/// drains without being told to is left alone: whoever told it so had a reason.
/// </summary>
internal sealed class BridgeTelling(Bridge bridge, BridgeCalls calls, WantedStore store, WantedBook book)
{
    /// <summary>So long a bridge has to do what it is told, and Jicofo to hear of it, before something is wrong.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    private DateTimeOffset? _unheardSince;
    private DateTimeOffset? _unseenSince;

    /// <summary>Compares what is wanted with what is reported, and tells it if they differ.</summary>
    /// <returns>What does not follow; null = all does, or it is too early to say.</returns>
    public async Task<ReportFault?> FollowAsync(Wanted? wanted, bool? reported, bool? jicofo, DateTimeOffset now, CancellationToken stop)
    {
        if (wanted is null || bridge.PrivateAddress is null)
        {
            (_unheardSince, _unseenSince) = (null, null);
            return null;
        }

        if (reported == wanted.IsDrain)
        {
            _unheardSince = null;
            if (!wanted.IsDrain)
                await ForgetAsync();
            return Unseen(wanted, jicofo, now);
        }

        var answer = await calls.DrainAsync(bridge, wanted.IsDrain, stop);
        _unheardSince ??= now;
        if (now - _unheardSince < Grace)
            return null;
        var what = wanted.IsDrain ? "to drain" : "to take rooms again";
        return answer is CallAnswer.Failed { Why: var why }
            ? new("drain-untold", $"it cannot be told {what}: {why}")
            : new("drain-flag", $"it was told {what} and does not say that it does: reported is {(reported is null ? "nothing" : reported.Value ? "draining" : "not draining")}");
    }

    private ReportFault? Unseen(Wanted wanted, bool? jicofo, DateTimeOffset now)
    {
        if (!wanted.IsDrain || jicofo != false)
        {
            _unseenSince = null;
            return null;
        }

        _unseenSince ??= now;
        return now - _unseenSince < Grace ? null : new("drain-unseen", "it drains, and Jicofo does not see it: new meetings still come");
    }

    // What was undone is done: nothing is wanted any more. Without the database the next round does it.
    private async Task ForgetAsync()
    {
        try
        {
            await store.ForgetOpenAsync(bridge.Id.ServerId);
            await book.ReadAgainAsync();
        }
        catch (DbException)
        {
        }
    }
}
