using System.CommandLine;
using System.Text.Json;
using ConferenceGateway.Core;
using ConferenceGateway.Hosting;

namespace ConferenceGateway.Console;

/// <summary><c>health</c>: asks a running gateway, for containers that have neither a shell nor curl.</summary>
internal static class HealthCommand
{
    private const string DefaultUrl = "http://127.0.0.1:8080";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var url = new Option<string>("--url")
        {
            Description = $"Where the gateway listens. Default: {DefaultUrl}",
            HelpName = "URL",
            DefaultValueFactory = _ => DefaultUrl,
        };
        url.Validators.Add(option =>
        {
            if (!Uri.TryCreate(option.GetValueOrDefault<string>(), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                option.AddError($"--url must be an http or https address, for example {DefaultUrl}");
        });
        var ready = new Option<bool>("--ready") { Description = "Asks whether a room could be placed, not only whether the gateway lives." };
        var command = new Command("health", "Asks a running gateway how it is. The exit code is 0 if all is well, else 1.") { url, ready };
        command.SetAction((parsed, cancellation) => AskAsync(
            new Uri(new Uri(parsed.GetRequiredValue(url)), HealthEndpoints.Path + (parsed.GetValue(ready) ? "ready" : "live")), cancellation));
        return command;
    }

    private static async Task<int> AskAsync(Uri url, CancellationToken cancellation)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        // The certificate is for the public name, and who asks this machine knows whom it asks.
        if (url.IsLoopback)
            handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null;
        using var http = new HttpClient(handler) { Timeout = Limit, MaxResponseContentBufferSize = 64 * 1024 };
        try
        {
            using var answer = await http.GetAsync(url, cancellation);
            System.Console.WriteLine($"{url} answers {(int)answer.StatusCode}{await ReasonAsync(answer, cancellation)}");
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            await System.Console.Error.WriteLineAsync($"{url} does not answer: {(e is HttpRequestException ? e.Message : $"nothing came within {Limit.TotalSeconds:0} s")}");
            return 1;
        }
    }

    /// <summary>What the gateway says of itself; nothing where something else answers.</summary>
    private static async Task<string> ReasonAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        try
        {
            var said = await answer.Content.ReadFromJsonAsync(HealthJson.Default.HealthAnswer, cancellation);
            return said?.Detail is { } detail ? $": {OneLine.Of(detail)}" : "";
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            return "";
        }
    }
}
