using System.Diagnostics;
using System.Globalization;
using System.Net;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.SystemTests;

/// <summary>
/// A network namespace of a test's own, with one cable to this machine that can be cut: what is sent then goes nowhere, and
/// nobody says so.
/// </summary>
internal sealed class TestNetwork : IAsyncDisposable
{
    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"gw{Environment.ProcessId}");

    private TestNetwork()
    {
    }

    /// <summary>This machine's end and the other one; from the addresses that are set aside for test beds (RFC 2544).</summary>
    public static (IPAddress Here, IPAddress There) Addresses { get; } = (IPAddress.Parse("198.18.77.1"), IPAddress.Parse("198.18.77.2"));

    /// <summary>What a command begins with that runs there.</summary>
    public IReadOnlyList<string> Prefix => ["ip", "netns", "exec", _name];

    public static async Task<TestNetwork> OpenAsync(CancellationToken cancellation)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Network namespaces take root.");
        Assert.SkipWhen(Installed.Find("ip") is null, "ip is missing: apt-get install iproute2");
        var network = new TestNetwork();
        var (here, there) = ($"{network._name}a", $"{network._name}b");
        try
        {
            // A container may forbid it even to root.
            var refusal = await TryAsync($"netns add {network._name}", cancellation) ?? await TryAsync($"link add {here} type veth peer name {there} netns {network._name}", cancellation);
            Assert.SkipWhen(refusal is not null, $"No network namespace may be made here: {refusal}");
            foreach (var command in (string[])
            [
                $"address add {Addresses.Here}/30 dev {here}", $"link set {here} up", $"-n {network._name} address add {Addresses.There}/30 dev {there}",
                $"-n {network._name} link set {there} up", $"-n {network._name} link set lo up",
            ])
                await RunAsync(command, cancellation);
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>Cuts the cable at the far end: this one does not notice.</summary>
    public Task CutAsync(CancellationToken cancellation) => RunAsync($"-n {_name} link set {_name}b down", cancellation);

    /// <summary>The cable goes with it.</summary>
    public async ValueTask DisposeAsync() => await TryAsync($"netns delete {_name}", CancellationToken.None);

    private static async Task RunAsync(string arguments, CancellationToken cancellation)
    {
        if (await TryAsync(arguments, cancellation) is { } refusal)
            throw new InvalidOperationException($"ip {arguments}: {refusal}");
    }

    private static async Task<string?> TryAsync(string arguments, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true })!;
        var said = await process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0 ? null : said.Trim();
    }
}
