using ConferenceGateway.Audit;
using ConferenceGateway.Browsers.Policy;
using ConferenceGateway.BrowserTests.Houses;
using ConferenceGateway.Portal;
using ConferenceGateway.SelfTest.Page;
using ConferenceGateway.Storage;
using ConferenceGateway.Testing;
using Dapper;

namespace ConferenceGateway.BrowserTests.Portal;

/// <summary>Portals that are not in order, each started when a test first wants it.</summary>
internal sealed class PortalTroubles : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SemaphoreSlim _checkGoesOn = new(0);
    private readonly Dictionary<(PortalSite, Roles), (string Name, string Value)> _cookies = [];
    private readonly Dictionary<PortalSite, LocalGateway> _started = [];

    /// <summary>The gateway of that site.</summary>
    public async Task<LocalGateway> StartedAsync(PortalSite site)
    {
        await _turn.WaitAsync();
        try
        {
            if (_started.TryGetValue(site, out var running))
                return running;
            // Nothing listens there: no page of these needs a shard.
            var house = await LocalGateway.StartWithoutShardAsync();
            _started[site] = house;
            foreach (var (roles, name, shown) in new[] { (Roles.Admin, "ada", "Ada Nowak"), (Roles.Chair, "maike", "Maike Lorenz") })
            {
                var account = await PortalVisitor.AccountAsync(house.Gateway, name, roles, shown);
                _cookies[(site, roles)] = await PortalVisitor.SessionCookieAsync(house.Gateway, account);
            }

            if (site == PortalSite.Checking)
            {
                HoldCheck(house.Gateway);
                // A draft whose last rule is never reached.
                await house.Gateway.Get<PolicyChanges>().DraftAsync(Actor.CommandLine(), 0, rules => rules.Add(rules[0]));
            }
            else
                await BreakDatabaseAsync(house.Gateway);
            return house;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The cookie of somebody who is signed in there.</summary>
    public (string Name, string Value) CookieOf(PortalSite site, Roles person) => _cookies[(site, person)];

    public async ValueTask DisposeAsync()
    {
        _checkGoesOn.Release(1000);
        foreach (var house in _started.Values)
            await house.DisposeAsync();
        _checkGoesOn.Dispose();
        _turn.Dispose();
    }

    private void HoldCheck(TestGateway gateway)
    {
        var runs = gateway.Get<CheckRuns>();
        runs.How = runs.How with
        {
            Limit = TimeSpan.FromHours(1),
            Patience = TimeSpan.FromHours(1),
            Resolve = _ =>
            {
                _checkGoesOn.Wait();
                return [];
            },
        };
    }

    private static async Task BreakDatabaseAsync(TestGateway gateway)
    {
        await using var connection = await gateway.Get<Database>().ConnectAsync();
        await connection.ExecuteAsync("ALTER TABLE sessions RENAME TO gone");
    }
}
