using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace ConferenceGateway.Benchmarks.Load;

/// <summary>
/// Clients that guess passwords at the sign-in page without a pause, each from a network of its own (127.0.N.0/24), one
/// name in two always the same and the others invented.
/// </summary>
internal sealed partial class Guessers(IPEndPoint portal, int clients, int guesses)
{
    private int _left = guesses;
    private int _tried;
    private int _refused;

    /// <summary>Guesses whose password was looked at.</summary>
    public int Tried => _tried;

    /// <summary>Guesses that were answered with 429, without a hash.</summary>
    public int Refused => _refused;

    /// <summary>Guesses until none is left.</summary>
    public Task RunAsync(string name, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(1, clients).Select(number => Task.Run(() => GuessAsync(number, name, stop), stop)));

    private async Task GuessAsync(int number, string name, CancellationToken stop)
    {
        using var client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectCallback = async (_, cancel) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(new IPAddress([127, 0, (byte)number, 1]), 0));
                await socket.ConnectAsync(portal, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        { BaseAddress = new Uri($"http://{portal}") };
        var token = Token().Match(await client.GetStringAsync("/sign-in", stop)).Groups[1].Value;
        for (var left = Interlocked.Decrement(ref _left); left >= 0; left = Interlocked.Decrement(ref _left))
        {
            using var form = new FormUrlEncodedContent(
            [
                new("form-token", WebUtility.HtmlDecode(token)),
                new("name", left % 2 == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"nobody{left}")),
                new("password", string.Create(CultureInfo.InvariantCulture, $"wrong password number {left}")),
            ]);
            using var answer = await client.PostAsync("/sign-in", form, stop);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                Interlocked.Increment(ref _refused);
            else if (answer.StatusCode is HttpStatusCode.UnprocessableEntity or HttpStatusCode.Unauthorized or HttpStatusCode.OK or HttpStatusCode.BadRequest)
                Interlocked.Increment(ref _tried);
            else
                throw new BenchmarkException($"A guess was answered with {(int)answer.StatusCode}.");
        }
    }

    [GeneratedRegex("name=\"form-token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
