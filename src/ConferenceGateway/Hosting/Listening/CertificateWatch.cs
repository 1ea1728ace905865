using System.Security.Cryptography;
using ConferenceGateway.Settings;

namespace ConferenceGateway.Hosting.Listening;

/// <summary>
/// Notices new certificates. It reads the files again and again instead of watching the folder: certificates arrive as
/// renamed links, through mounts and from network drives, and a few kilobytes cost nothing.
/// </summary>
internal sealed partial class CertificateWatch(CertificatesView certificates, TimeProvider time, ILogger<CertificateWatch> logger) : BackgroundService
{
    /// <summary>Time between two looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>From how many days before its end a certificate is warned of, once a day.</summary>
    public const int DaysToWarn = 14;

    private readonly string?[] _seen = [.. certificates.Current.Select(certificate => Fingerprint(certificate.File))];
    private DateTimeOffset _nextWarning;

    /// <summary>Looks once: takes over what is new and whole, keeps the old where it is not.</summary>
    public void Look()
    {
        foreach (var (index, old) in certificates.Current.Index())
        {
            var fingerprint = Fingerprint(old.File);
            if (fingerprint == _seen[index])
                continue;
            _seen[index] = fingerprint;
            Take(index, old);
        }

        Warn();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                Look();
                await Task.Delay(Interval, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host ends.
        }
    }

    private void Take(int index, LoadedCertificate old)
    {
        var loaded = CertificateLoader.Load(old.File, out var fault);
        // Of two that are not valid now the newer one may be the one somebody has just ordered.
        if (loaded is not null && CertificateLoader.FaultOfDates(loaded.Leaf, time.GetUtcNow()) is { } dates &&
            CertificateLoader.FaultOfDates(old.Leaf, time.GetUtcNow()) is null)
            (loaded, fault) = (null, $"{old.File}: {dates}");
        if (loaded is null)
        {
            // Half a file is what every ordinary renewal looks like for a moment; the next look reads the whole.
            Log.NotTaken(logger, fault ?? "");
            return;
        }

        certificates.Replace(index, loaded);
        Log.Taken(logger, old.File.ToString(), loaded.Leaf.NotAfter.ToUniversalTime());
    }

    private void Warn()
    {
        var now = time.GetUtcNow();
        if (now < _nextWarning)
            return;
        _nextWarning = now + TimeSpan.FromDays(1);
        foreach (var certificate in certificates.Current)
        {
            if (CertificateLoader.FaultOfDates(certificate.Leaf, now) is { } fault)
                Log.Invalid(logger, certificate.File.ToString(), fault);
            else if (certificate.Leaf.NotAfter - now < TimeSpan.FromDays(DaysToWarn))
                Log.EndsSoon(logger, certificate.File.ToString(), (int)(certificate.Leaf.NotAfter - now).TotalDays);
        }
    }

    /// <summary>Of the files' contents; null while one cannot be read.</summary>
    private static string? Fingerprint(CertificateFile file)
    {
        try
        {
            var hash = SHA256.HashData(CertificateLoader.ReadFile(file.Path));
            return Convert.ToHexString(file.KeyPath is null ? hash : [.. hash, .. SHA256.HashData(CertificateLoader.ReadFile(file.KeyPath))]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(9111, LogLevel.Information, "New certificate in use: {File}, until {End:yyyy-MM-dd HH:mm} UTC")]
        public static partial void Taken(ILogger logger, string file, DateTime end);

        [LoggerMessage(9112, LogLevel.Warning, "A changed certificate is not used, the one before stays: {Fault}")]
        public static partial void NotTaken(ILogger logger, string fault);

        [LoggerMessage(9113, LogLevel.Error, "Members are turned away by their browsers: certificate {File}: {Fault}. Renew it; the gateway takes the new one by itself")]
        public static partial void Invalid(ILogger logger, string file, string fault);

        [LoggerMessage(9114, LogLevel.Warning, "Certificate {File} ends in {Days} days. Renew it; the gateway takes the new one by itself")]
        public static partial void EndsSoon(ILogger logger, string file, int days);
    }
}
