using System.Collections.Frozen;
using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Browsers.Policy;
using ConferenceGateway.Browsers.Visits;
using ConferenceGateway.Storage;
using ConferenceGateway.Testing;
using ConferenceGateway.UserAgents;
using Dapper;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Browsers.Visits;

public sealed class VisitTests
{
    private static readonly KnownBrands Brands = new(new[] { "Firefox" }.ToFrozenSet(StringComparer.Ordinal));
    private static readonly Browser Firefox = new() { Engine = Engine.Gecko, EngineMajor = 140, Brand = "Firefox", BrandMajor = 140, Os = Os.Linux };

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2027, 3, 4, 22, 30, 0, TimeSpan.Zero));

    private DateOnly Today => DateOnly.FromDateTime(_time.GetLocalNow().DateTime);

    [Fact]
    public void A_page_of_a_person_counts_and_nothing_else_does()
    {
        var book = new VisitBook(Brands, _time);
        book.Count(Get(), Firefox);
        book.Count(Get(), Firefox);
        book.Count(Get("HEAD"), Firefox);
        book.Count(Get(destination: "iframe"), Firefox);
        book.Count(Get(), Firefox with { IsBot = true });

        book.Take().Should().Equal(new Dictionary<(DateOnly, VisitKey), long> { [(Today, VisitKey.Of(Firefox, Brands))] = 2 });
    }

    [Fact]
    public void What_somebody_makes_up_does_not_come_through()
    {
        var key = VisitKey.Of(new Browser { Engine = Engine.Blink, EngineMajor = 123456, Brand = "Erika Mustermann", BrandMajor = 5, OsVersion = 1234, App = "Erika" }, Brands);

        key.Should().Be(new VisitKey(Engine.Blink, 0, "Other", 0, Os.Unknown, false, false));
    }

    [Fact]
    public void A_day_has_a_thousand_rows_and_the_rest_is_one_of_them()
    {
        var book = new VisitBook(Brands, _time);
        for (var version = 1; version <= 3000; version++)
            book.Count(Get(from: version), Firefox with { BrandMajor = version });
        for (var version = 1; version <= 3000; version++)
            book.Count(Get(from: version), Firefox with { BrandMajor = version });

        var taken = book.Take();
        taken.Should().HaveCount(VisitBook.MostRows);
        taken[(Today, VisitKey.Other)].Should().Be(2 * (3000 - VisitBook.MostRows + 1));
        taken.Values.Sum().Should().Be(6000);
    }

    [Fact]
    public void One_network_neither_decides_the_dry_run_nor_takes_all_rows()
    {
        var book = new VisitBook(Brands, _time);
        for (var version = 1; version <= 1000; version++)
            book.Count(Get(), Firefox with { BrandMajor = version });
        book.Count(Get(from: 1), Firefox with { BrandMajor = 999 });

        var taken = book.Take();
        taken.Should().HaveCount(VisitBook.MostRowsPerSource + 2);
        taken[(Today, VisitKey.Other)].Should().Be(VisitBook.MostPerSource - VisitBook.MostRowsPerSource);
        taken[(Today, VisitKey.Of(Firefox with { BrandMajor = 999 }, Brands))].Should().Be(1);

        // The next minute it counts again, and the day has no more rows for it.
        book.Count(Get(), Firefox with { BrandMajor = 1500 });
        book.Take().Keys.Single().Key.Should().Be(VisitKey.Other);
        _time.Advance(TimeSpan.FromDays(1));
        book.Count(Get(), Firefox with { BrandMajor = 1500 });
        book.Take().Keys.Single().Key.BrandMajor.Should().Be(1500);
    }

    [Fact]
    public void The_bound_holds_over_a_restart_and_ends_with_the_day()
    {
        var book = new VisitBook(Brands, _time);
        book.Remember(Today, Enumerable.Range(1, VisitBook.MostRows).Select(version => VisitKey.Of(Firefox with { BrandMajor = version }, Brands)));
        book.Count(Get(), Firefox with { BrandMajor = 5000 });
        book.Take().Keys.Single().Key.Should().Be(VisitKey.Other);

        _time.Advance(TimeSpan.FromDays(1));
        book.Count(Get(), Firefox with { BrandMajor = 5000 });
        book.Take().Keys.Single().Key.BrandMajor.Should().Be(5000);
    }

    [Fact]
    public void What_waits_for_the_database_is_kept_for_some_days()
    {
        var book = new VisitBook(Brands, _time);
        book.Count(Get(), Firefox);
        book.PutBack(book.Take());
        book.Count(Get(), Firefox);
        var taken = book.Take();
        taken.Values.Should().Equal(2);

        _time.Advance(TimeSpan.FromDays(3));
        book.PutBack(taken);
        book.Take().Should().BeEmpty();
    }

    [Fact]
    public async Task Visits_are_written_by_the_job_and_at_the_end_and_hold_nothing_of_a_person()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-test-");
        var path = Path.Combine(folder.FullName, "gateway.db");
        await using (var gateway = await PortalClient.StartGatewayAsync(_time, path))
        {
            using var client = gateway.CreateClient();
            await VisitAsync(client, "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 (Erika; secret)");
            await gateway.Services.GetServices<IHostedService>().OfType<VisitFlush>().Single().FlushAsync();
            (await gateway.Get<VisitStore>().ListAsync(Today)).Should().ContainSingle();
            await VisitAsync(client, "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
            await gateway.StopAsync();
        }

        await using (var database = await Database.OpenAsync(path, cancellation: TestContext.Current.CancellationToken))
        {
            var counted = await new VisitStore(database).ListAsync(Today);
            counted.Should().ContainSingle().Which.Visits.Should().Be(2);
            counted[0].Browser.Should().Be(Firefox);
            await using var connection = await database.ConnectAsync(TestContext.Current.CancellationToken);
            var row = (IDictionary<string, object>)await connection.QuerySingleAsync("SELECT * FROM visits");
            row.Values.Select(value => value.ToString()).Should().Equal(Today.ToString("yyyy-MM-dd", null), "gecko", "140", "Firefox", "140", "linux", "0", "0", "2");
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Visits_are_kept_for_thirty_days()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-test-");
        await using (var database = await Database.OpenAsync(Path.Combine(folder.FullName, "gateway.db"), cancellation: TestContext.Current.CancellationToken))
        {
            var store = new VisitStore(database);
            var key = VisitKey.Of(Firefox, Brands);
            await store.AddAsync(Enumerable.Range(0, 40).ToDictionary(day => (Today.AddDays(-day), key), _ => 1L));
            (await store.ListAsync(Today)).Should().ContainSingle().Which.Visits.Should().Be(30);

            (await store.LetGoAsync(Today, _time, TestContext.Current.CancellationToken)).Should().Be(10);
            (await store.ListAsync(Today)).Should().ContainSingle().Which.Visits.Should().Be(30);
        }

        folder.Delete(recursive: true);
    }

    private static async Task VisitAsync(HttpClient client, string userAgent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/fraktion");
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        (await client.SendAsync(request, TestContext.Current.CancellationToken)).Dispose();
    }

    private static HttpRequest Get(string method = "GET", string? destination = null, int from = 0)
    {
        var request = new DefaultHttpContext().Request;
        request.HttpContext.Connection.RemoteIpAddress = new IPAddress([10, (byte)(from >> 8), (byte)from, 7]);
        request.Method = method;
        if (destination is not null)
            request.Headers["Sec-Fetch-Dest"] = destination;
        return request;
    }
}
