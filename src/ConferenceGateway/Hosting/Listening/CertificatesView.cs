using System.Collections.Immutable;
using System.Net.Security;
using ConferenceGateway.Settings;

namespace ConferenceGateway.Hosting.Listening;

/// <summary>Holds the certificates that handshakes use now. A handshake reads them once. Thread-safe.</summary>
internal sealed class CertificatesView(ImmutableArray<LoadedCertificate> certificates)
{
    private LoadedCertificate[] _current = [.. certificates];

    /// <summary>Loads all of them.</summary>
    /// <exception cref="SettingsException">One cannot be used; each fault is named.</exception>
    public static CertificatesView Load(ListeningOptions settings)
    {
        var faults = new List<string>();
        var loaded = ImmutableArray.CreateBuilder<LoadedCertificate>();
        foreach (var file in settings.Certificates)
        {
            if (CertificateLoader.Load(file, out var fault) is { } certificate)
                loaded.Add(certificate);
            else
                faults.Add(fault ?? "");
        }

        return faults.Count == 0 ? new CertificatesView(loaded.ToImmutable()) : throw new SettingsException(faults);
    }

    /// <summary>In the order of the settings.</summary>
    public IReadOnlyList<LoadedCertificate> Current => Volatile.Read(ref _current);

    /// <summary>For a handshake that asks for this name, or for none. Where none fits it is the first, and the host is answered 421.</summary>
    public SslServerAuthenticationOptions For(string? name)
    {
        var all = Volatile.Read(ref _current);
        if (all.Length > 1 && !string.IsNullOrEmpty(name))
        {
            foreach (var certificate in all)
            {
                if (certificate.Covers(name))
                    return certificate.Options;
            }
        }

        return all[0].Options;
    }

    /// <summary>Puts a new one in the place of an old one. Connections that are open stay as they are.</summary>
    public void Replace(int index, LoadedCertificate by)
    {
        var all = Current.ToArray();
        all[index] = by;
        Volatile.Write(ref _current, all);
    }
}
