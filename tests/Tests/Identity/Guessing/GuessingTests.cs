using System.Globalization;
using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Identity.Guessing;
using ConferenceGateway.Identity.Passwords;
using ConferenceGateway.Storage;
using ConferenceGateway.Testing;
using Dapper;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Identity.Guessing;

public sealed class GuessingTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task Of_ten_thousand_guesses_from_fifty_clients_as_many_are_hashed_as_the_account_allows()
    {
        await using var gateway = await PortalClient.StartGatewayAsync(_time);
        await PortalClient.AddAccountAsync(gateway, "anna");
        var before = gateway.Get<HashQueue>().Done;
        var began = _time.GetUtcNow();

        var answers = await GuessAsync(gateway, 10_000, i => ("anna", Source(i % 5000)));

        (gateway.Get<HashQueue>().Done - before).Should().BeInRange(1, Allowed(10, began));
        answers.Should().NotContain(answer => answer is TryAnswer.Right);
    }

    [Fact]
    public async Task Nor_do_more_names_and_more_sources_get_further_than_all_together_may()
    {
        await using var gateway = await PortalClient.StartGatewayAsync(_time, settings: ("SignIn:WrongTriesInAll", "40"));
        var began = _time.GetUtcNow();

        await GuessAsync(gateway, 2_000, i => ($"name{i}", Source(i)));

        gateway.Get<HashQueue>().Done.Should().BeInRange(1, Allowed(40, began));
        // A name and a source of each that was hashed, and all together.
        gateway.Get<GuessBook>().Count.Should().BeLessThanOrEqualTo((int)(2 * Allowed(40, began)) + 1);
    }

    [Theory]
    [InlineData("192.0.2.{0}")]
    [InlineData("2001:db8:1:2::{0:x}")]
    [InlineData("2001:db8:1:{0:x}::1")]
    public async Task One_source_does_not_get_further_with_a_thousand_names(string addresses)
    {
        await using var gateway = await PortalClient.StartGatewayAsync(_time);
        var began = _time.GetUtcNow();

        await GuessAsync(gateway, 1_000, i => ($"name{i}", IPAddress.Parse(string.Format(CultureInfo.InvariantCulture, addresses, i % 250 + 1))));

        gateway.Get<HashQueue>().Done.Should().BeInRange(1, Allowed(30, began));
    }

    [Fact]
    public async Task A_full_account_asks_for_patience_and_goes_on_as_time_passes_whether_it_exists_or_not()
    {
        await using var gateway = await PortalClient.StartGatewayAsync(_time);
        await PortalClient.AddAccountAsync(gateway, "anna");

        foreach (var name in new[] { "anna", "nobody" })
        {
            await FillAsync(gateway, name);
            using var client = new PortalClient(gateway);
            using var full = await SettleAsync(client.TryAsync(name.ToUpperInvariant(), PortalClient.Password));

            full.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
            full.Headers.RetryAfter!.Delta.Should().BeGreaterThan(TimeSpan.FromSeconds(60)).And.BeLessThanOrEqualTo(TimeSpan.FromMinutes(6));
            client.Page.Should().Contain("Too many tries.").And.NotContain(name);
        }

        _time.Advance(TimeSpan.FromHours(1));
        using var anna = new PortalClient(gateway);
        await anna.SignInAsync("anna");
    }

    [Fact]
    public async Task A_known_device_gets_in_while_strangers_guess()
    {
        await using var gateway = await PortalClient.StartGatewayAsync(_time);
        await PortalClient.AddAccountAsync(gateway, "anna");
        await PortalClient.AddAccountAsync(gateway, "berta");
        using var anna = new PortalClient(gateway);
        await anna.SignInAsync("anna");
        await FillAsync(gateway, "anna");
        await FillAsync(gateway, "berta");

        using var known = new PortalClient(gateway) { Cookies = { ["device"] = anna.Cookies["device"] } };
        using var mine = await known.TryAsync("anna", PortalClient.Password);
        using var hers = await SettleAsync(known.TryAsync("berta", PortalClient.Password));

        mine.StatusCode.Should().Be(HttpStatusCode.SeeOther);
        hers.IsSuccessStatusCode.Should().BeFalse();
        known.Cookies.Should().ContainKey("session");
    }

    [Fact]
    public async Task A_known_device_guesses_no_more_than_anybody()
    {
        await using var gateway = await PortalClient.StartGatewayAsync(_time);
        await PortalClient.AddAccountAsync(gateway, "anna");
        using var anna = new PortalClient(gateway);
        await anna.SignInAsync("anna");
        var before = gateway.Get<HashQueue>().Done;
        var began = _time.GetUtcNow();

        await GuessAsync(gateway, 200, i => ("anna", Source(i)), "device=" + anna.Cookies["device"]);

        (gateway.Get<HashQueue>().Done - before).Should().BeInRange(1, Allowed(10, began));
    }

    [Fact]
    public async Task A_restart_forgives_nobody()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-guesses-");
        try
        {
            var path = Path.Combine(folder.FullName, "gateway.db");
            await using (var gateway = await PortalClient.StartGatewayAsync(_time, path))
                await FillAsync(gateway, "anna");

            await using var second = await PortalClient.StartGatewayAsync(_time, path);

            (await TryAsync(second, "anna", "x", Source(1))).Should().BeOfType<TryAnswer.Wait>();
            second.Get<HashQueue>().Done.Should().Be(0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_owner_is_told_once_and_the_audit_says_once_that_the_account_was_full()
    {
        await using var gateway = await PortalClient.StartGatewayAsync(_time);
        var account = await PortalClient.AddAccountAsync(gateway, "anna");
        await FillAsync(gateway, "anna");
        await FillAsync(gateway, "nobody");
        _time.Advance(TimeSpan.FromMinutes(7));
        await TryAsync(gateway, "anna", "geheim", Source(900));
        _time.Advance(TimeSpan.FromHours(2));

        using var anna = new PortalClient(gateway);
        await anna.SignInAsync("anna");
        anna.Page.Should().MatchRegex("Since the last sign-in 1[0-9] wrong passwords were typed for this account.");
        using var again = new PortalClient(gateway);
        await again.SignInAsync("anna");
        again.Page.Should().NotContain("wrong password");

        await using var connection = await gateway.Get<Database>().ConnectAsync();
        (await connection.QueryAsync<string>("SELECT subject FROM audit WHERE action = 'account.guessed'")).Should().ContainSingle().Which.Should().Be(account.Id);
        (await connection.QueryAsync<string>("SELECT subject FROM guesses")).Should().NotContain(subject => subject.Contains("anna") || subject.Contains("nobody"));
    }

    [Fact]
    public async Task A_right_password_counts_nothing()
    {
        await using var gateway = await PortalClient.StartGatewayAsync(_time);
        await PortalClient.AddAccountAsync(gateway, "anna");

        for (var i = 0; i < 50; i++)
            (await TryAsync(gateway, "anna", PortalClient.Password, Source(1))).Should().BeOfType<TryAnswer.Right>();
    }

    [Fact]
    public async Task Wrong_tries_get_slower()
    {
        await using var gateway = await PortalClient.StartGatewayAsync(_time);
        await PortalClient.AddAccountAsync(gateway, "anna");
        for (var i = 0; i < 2; i++)
            (await gateway.Get<PasswordTries>().TryAsync(From(Source(i)), "anna", "x")).Should().BeOfType<TryAnswer.Wrong>();

        var third = gateway.Get<PasswordTries>().TryAsync(From(Source(3)), "anna", "x");
        await Yield();
        third.IsCompleted.Should().BeFalse();
        gateway.Get<HashQueue>().Done.Should().Be(3, "one made the account, and two were wrong");
        (await SettleAsync(third)).Should().BeOfType<TryAnswer.Wrong>();
    }

    [Fact]
    public void A_bucket_holds_an_hours_tries_and_leaks_them_within_one()
    {
        var book = new GuessBook(_time);
        Bucket[] buckets = [new("a", 10), new("b", 600)];

        var admitted = Enumerable.Range(0, 12).Select(_ => book.Admit(buckets)).ToList();

        admitted.OfType<Admission.Admitted>().Should().HaveCount(10);
        admitted.OfType<Admission.Admitted>().Where(each => each.IsFilling).Should().ContainSingle();
        ((Admission.Full)admitted[^1]).Wait.Should().Be(TimeSpan.FromMinutes(6));
        _time.Advance(TimeSpan.FromMinutes(6));
        book.Admit(buckets).Should().BeOfType<Admission.Admitted>().Which.IsFilling.Should().BeFalse();
        book.Admit(buckets).Should().BeOfType<Admission.Full>();
        book.Forgive(buckets);
        book.Admit(buckets).Should().BeOfType<Admission.Admitted>();
    }

    private static IPAddress Source(int i) => new([10, (byte)(i >> 8), (byte)i, 1]);

    private static DefaultHttpContext From(IPAddress source) => new() { Connection = { RemoteIpAddress = source } };

    // What fits at once, and what leaked while the clock was moved on.
    private long Allowed(int anHour, DateTimeOffset since) => anHour + (long)Math.Ceiling(anHour * (_time.GetUtcNow() - since).TotalHours);

    private async Task FillAsync(TestGateway gateway, string name)
    {
        TryAnswer answer;
        var i = 0;
        do
        {
            answer = await TryAsync(gateway, name, "x", Source(200 + i));
            i++;
        }
        while (answer is not TryAnswer.Wait);
    }

    private Task<TryAnswer> TryAsync(TestGateway gateway, string name, string password, IPAddress source) =>
        SettleAsync(gateway.Get<PasswordTries>().TryAsync(From(source), name, password));

    private async Task<List<TryAnswer>> GuessAsync(TestGateway gateway, int count, Func<int, (string Name, IPAddress Source)> guess, string cookie = "")
    {
        const int Clients = 50;
        var tries = gateway.Get<PasswordTries>();
        var all = Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            var answers = new List<TryAnswer>();
            for (var i = client; i < count; i += Clients)
            {
                var (name, source) = guess(i);
                var context = From(source);
                context.Request.Headers.Cookie = cookie;
                answers.Add(await tries.TryAsync(context, name, "wrong"));
            }

            return answers;
        })));
        return [.. (await SettleAsync(all)).SelectMany(answers => answers)];
    }

    // Whoever waits for the clock goes on. A hash takes real time, and the clock must not run away meanwhile: buckets leak.
    private async Task<T> SettleAsync<T>(Task<T> task)
    {
        while (await Task.WhenAny(task, Task.Delay(20)) != task)
            _time.Advance(TimeSpan.FromSeconds(1));
        return await task;
    }

    private static async Task Yield()
    {
        for (var i = 0; i < 200; i++)
            await Task.Yield();
    }
}
