using System.Text;
using System.Text.RegularExpressions;
using ConferenceGateway.SelfTest.Asking;
using ConferenceGateway.SelfTest.Lint;
using ConferenceGateway.SelfTest.Xmpp;

namespace ConferenceGateway.SelfTest.Probes;

/// <summary>Fetches a shard's page and scripts once, for all who want to look at them.</summary>
internal sealed partial class ShardFetch
{
    /// <summary>Real files have 60 kB; what is larger than this is not read to its end.</summary>
    private const int MaxBytes = 12 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ShardPlace _place;
    private readonly Asker _asker;
    private readonly Uri _meeting;
    private readonly Lazy<Task<Answer>> _page;
    private readonly Lazy<Task<Answer>> _config;
    private readonly Lazy<Task<Answer>> _interface;

    public ShardFetch(ShardPlace place, Asker asker, Uri meeting)
    {
        _place = place;
        _asker = asker;
        _meeting = meeting;
        _page = new(() => AskAsync("/" + CheckRoom.NewName(), asker.Patience));
        _config = new(() => AskAsync("/config.js", Patience));
        _interface = new(() => AskAsync("/interface_config.js", Patience));
    }

    /// <summary>The page of a room.</summary>
    public Task<Answer> PageAsync(CancellationToken cancellation) => _page.Value.WaitAsync(cancellation);

    /// <summary>All that the lint reads; what did not come is null.</summary>
    public async Task<ShardFiles> AllAsync(CancellationToken cancellation)
    {
        await Task.WhenAll(_page.Value, _config.Value, _interface.Value).WaitAsync(cancellation);
        var page = Whole(await _page.Value);
        return new ShardFiles
        {
            Subject = _place.Subject,
            MeetingUrl = _meeting,
            Page = page?.Text,
            PageHeaders = page?.Headers ?? [],
            Config = Whole(await _config.Value)?.Body,
            InterfaceConfig = Whole(await _interface.Value)?.Body,
            AnnouncedName = _place.Shard.AnnouncedName,
            Host = _place.Shard.Host,
        };
    }

    /// <summary>Opens a stream to the domain that the settings let expect; where that is unknown, to the one of <c>config.js</c>.</summary>
    /// <exception cref="XmppException">It does not come about.</exception>
    public async Task<(T Result, string Domain)> WithDomainAsync<T>(Func<string, Task<T>> open, CancellationToken cancellation)
    {
        var first = XmppDomain.Of(_place.Shard);
        try
        {
            return (await open(first), first);
        }
        catch (XmppException e) when (XmppDomain.IsUnknown(e))
        {
            if (await DomainAsync(cancellation) is { } second && second != first)
                return (await open(second), second);
            throw;
        }
    }

    private async Task<string?> DomainAsync(CancellationToken cancellation) =>
        Whole(await _config.Value.WaitAsync(cancellation)) is { } config && Domain().Match(Encoding.UTF8.GetString(config.Body.Span)) is { Success: true } match
            ? match.Groups[1].Value
            : null;

    private Task<Answer> AskAsync(string path, TimeSpan patience) =>
        _asker.GetAsync(new Uri(_place.Shard.Address.Uri, path), _place.Shard.Host, CancellationToken.None, maxBytes: MaxBytes, patience: patience);

    private static Answer.Heard? Whole(Answer answer) => answer is Answer.Heard { IsOk: true } heard ? heard : null;

    // Debian's and docker's files alike; a name of its own, so that authdomain and anonymousdomain do not count.
    [GeneratedRegex("""(?<![\w])domain\s*[:=]\s*['"]([A-Za-z0-9.-]{1,253})['"]""", RegexOptions.None, 1000)]
    private static partial Regex Domain();
}
