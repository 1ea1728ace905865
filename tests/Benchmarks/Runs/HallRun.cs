using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using ConferenceGateway.Benchmarks.Measuring;
using ConferenceGateway.Benchmarks.Peers;
using ConferenceGateway.Hosting;
using ConferenceGateway.Rooms.Passwords;
using ConferenceGateway.Settings;
using ConferenceGateway.Storage;
using ConferenceGateway.Testing;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConferenceGateway.Benchmarks.Runs;

/// <summary>
/// A congress comes to a room with a password: all behind one address, in browsers that were never here, before a gateway
/// that has just been started, and the first of them mistype. How long after their right try is each of them in?
/// </summary>
internal sealed record HallRun(int People, int Mistyping, TimeSpan Within)
{
    private const string Password = "birne-kamel-segel-42";
    private static readonly TimeSpan Goal = TimeSpan.FromSeconds(10);

    public async Task<Report> RunAsync(TextWriter output, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("conference-gateway-hall-");
        try
        {
            var typed = await ComeAsync(folder.FullName, isTogether: false, stop);
            output.WriteLine($"typing within {Within.TotalSeconds:0} s: done");
            var together = await ComeAsync(folder.FullName, isTogether: true, stop);
            var text = new StringBuilder(
                $"{People} people behind one address, {Mistyping} of whom mistype first; a gateway that has just been started on a room with a password.\n\n")
                .AppendHead("from the right try to the meeting", ["median, ms", "p99, ms", "longest, ms", "goal"])
                .AppendRow($"typing within {Within.TotalSeconds:0} s, in any order", [.. Figures(typed), Verdict(typed)])
                // The worst order there is, and nobody's goal: it shows what the wrong ones cost those behind them.
                .AppendRow("all at the same moment, the wrong ones first", [.. Figures(together), "–"]);
            return new Report("hall", text.ToString(), new { People, Mistyping, Typed = typed, Together = together });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string[] Figures(double[] milliseconds) =>
        [$"{PairedRatios.MedianOf(milliseconds):0}", $"{PairedRatios.QuantileOf(milliseconds, 0.99):0}", $"{milliseconds.Max():0}"];

    private static string Verdict(double[] milliseconds) =>
        $"≤ {Goal.TotalSeconds:0} s: {(milliseconds.Max() <= Goal.TotalMilliseconds ? "reached" : "missed")}";

    private async Task<double[]> ComeAsync(string folder, bool isTogether, CancellationToken stop)
    {
        using var backend = await PeerStart.StartBackendAsync(tls: false, stop);
        var port = LoopbackPorts.Next();
        var path = Path.Combine(folder, isTogether ? "together.db" : "typed.db");
        // Twice: the second one knows the hash alone, as after a restart.
        await using (var first = await StartAsync(path, port, backend, stop))
            await ClaimAsync(first.Services);
        await using var gateway = await StartAsync(path, port, backend, stop);

        var dice = new Random(20270301);
        var wrongFirst = new bool[People];
        Array.Fill(wrongFirst, true, 0, Mistyping);
        if (!isTogether)
            dice.Shuffle(wrongFirst);
        var began = Stopwatch.GetTimestamp();
        return await Task.WhenAll(Enumerable.Range(0, People).Select(async person =>
        {
            var at = isTogether ? TimeSpan.FromMilliseconds(wrongFirst[person] ? 0 : 50) : Within * dice.NextDouble();
            await Task.Delay(at, stop);
            return await EnterAsync(port, wrongFirst[person], person, stop);
        }));
    }

    /// <summary>Types until the door is open, as a person does: whoever mistyped types anew, whoever is told to wait waits.</summary>
    private static async Task<double> EnterAsync(int port, bool mistypes, int person, CancellationToken stop)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        client.DefaultRequestHeaders.Add("Origin", $"http://127.0.0.1:{port}");
        if (mistypes)
        {
            // It may have to wait as well.
            while (await TypeAsync(client, $"birne-kamel-segel-{person + 100}", stop) is { IsIn: false, Wait: { } wait })
                await Task.Delay(wait, stop);
        }

        var clock = Stopwatch.GetTimestamp();
        while (await TypeAsync(client, Password, stop) is { IsIn: false } answer)
            await Task.Delay(answer.Wait ?? throw new BenchmarkException("The right password was called wrong."), stop);
        return Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
    }

    private static async Task<(bool IsIn, TimeSpan? Wait)> TypeAsync(HttpClient client, string password, CancellationToken stop)
    {
        using var form = new FormUrlEncodedContent([new("door", "enter"), new("name", "Maike"), new("password", password)]);
        using var answer = await client.PostAsync("/vorstand", form, stop);
        return answer.StatusCode switch
        {
            HttpStatusCode.SeeOther => (true, null),
            HttpStatusCode.UnprocessableEntity => (false, null),
            HttpStatusCode.TooManyRequests => (false, answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1)),
            var other => throw new BenchmarkException($"The door answered {(int)other}."),
        };
    }

    private static async Task ClaimAsync(IServiceProvider services)
    {
        var hashes = await services.GetRequiredService<RoomPasswords>().HashAsync(Password) ?? throw new BenchmarkException("No hash was made.");
        await using var connection = await services.GetRequiredService<Database>().ConnectAsync();
        await connection.ExecuteAsync("""
            INSERT INTO rooms (room, entry, opens_with_moderator, lock, password_hash, password_small_hash, rights_revision, revision, created_ms)
            VALUES ('vorstand', 'Everybody', FALSE, 'Open', @Exact, @Small, 1, 1, 0)
            """, hashes);
    }

    private static async Task<WebApplication> StartAsync(string path, int port, Peer backend, CancellationToken stop)
    {
        var shard = $"http://127.0.0.1:{backend.EndPoint.Port}";
        var app = await GatewayHost.BuildAsync(new GatewayStart
        {
            IsAlone = true,
            LogLevel = LogLevel.Error,
            Settings = new Dictionary<string, string?>
            {
                ["MeetingUrl"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
                ["PortalUrl"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port + 1}"),
                ["Urls"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
                ["Operator:Name"] = "Beispielverein",
                ["Operator:Contact"] = "hilfe@beispielverein.example",
                ["Storage:Path"] = path,
                ["Fleet:Shards:0:Name"] = "a",
                ["Fleet:Shards:0:Address"] = shard,
                ["Fleet:Shards:0:Authentication"] = "Token",
                ["Fleet:Shards:0:Token:Issuer"] = "gateway",
                ["Fleet:Shards:0:Token:Secret"] = new string('x', 32),
            },
        });
        await app.StartAsync(stop);
        return app;
    }
}
