using ConferenceGateway.UserAgents;

namespace ConferenceGateway.Browsers.Reading;

/// <summary>
/// Reads the rules after the start and compiles them one by one, with pauses, so that it takes little from whoever is
/// served meanwhile: with uap-core's some 550 rules it is done after about ten seconds. Until then they are interpreted.
/// </summary>
internal sealed class RuleWarmup(BrowserReader reader, TimeProvider time) : BackgroundService
{
    // A rule takes 2 to 4 ms of computing, so this leaves four fifths of the core. The system's priorities of threads do
    // nothing on Linux.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (reader.Rules.CompileNext())
            await Task.Delay(Pause, time, stoppingToken);
    }
}
