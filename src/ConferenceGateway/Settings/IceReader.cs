using System.Collections.Immutable;
using ConferenceGateway.Browsers.Devices;

namespace ConferenceGateway.Settings;

/// <summary>Reads the section <c>Ice</c>. What is secret is in no fault.</summary>
internal sealed class IceReader(IConfiguration configuration, string folder, SettingFaults faults)
{
    /// <summary>The device test tries each; nobody waits for more.</summary>
    private const int MostServers = 8;

    /// <summary>The options; what is wrong is a fault.</summary>
    public IceOptions Read()
    {
        var servers = ReadServers();
        var secret = ReadSecret();
        var (user, password) = (Text("Ice:User"), Text("Ice:Password"));
        if (user is not null && password is null)
            faults.Missing("Ice:Password", "the password of Ice:User at the TURN servers");
        if (password is not null && user is null)
            faults.Missing("Ice:User", "the name to which Ice:Password belongs");
        if (secret is not null && user is not null)
            faults.Add("Ice has a shared secret and a User; it must have one of them, as the TURN servers have it.");

        var hasTurn = servers.Any(server => server.IsTurn);
        if (hasTurn && secret is null && user is null && password is null && !IsThere("Ice:SecretFile"))
            faults.Missing("Ice:Secret", "the secret that the TURN servers share (coturn: static-auth-secret); Ice:SecretFile, or Ice:User and Ice:Password, do as well");
        if (!hasTurn && (secret ?? user) is not null && !IsThere("Ice:Servers:0"))
            faults.Missing("Ice:Servers", "the list of servers to which the access in Ice belongs, each " + IceServer.Shape);
        return new IceOptions { Servers = servers, Secret = secret, User = user, Password = password };
    }

    private ImmutableArray<IceServer> ReadServers()
    {
        var section = configuration.GetSection("Ice:Servers");
        if (!string.IsNullOrWhiteSpace(section.Value))
            faults.Wrong(section.Path, section.Value, "must be a list, each " + IceServer.Shape);

        var list = ImmutableArray.CreateBuilder<IceServer>();
        foreach (var child in section.GetChildren().Where(child => uint.TryParse(child.Key, out _)))
        {
            if (IceServer.Parse(child.Value?.Trim()) is not { } server)
                faults.Wrong(child.Path, child.Value, "must be " + IceServer.Shape);
            else if (list.Any(other => string.Equals(other.Url, server.Url, StringComparison.OrdinalIgnoreCase)))
                faults.Wrong(child.Path, child.Value, "must be in the list once");
            else
                list.Add(server);
        }

        if (list.Count > MostServers)
            faults.Add($"Ice:Servers has {list.Count} servers; it must have at most {MostServers}, because the device test tries each of them.");
        return list.ToImmutable();
    }

    private string? ReadSecret()
    {
        var (secret, file) = (Text("Ice:Secret"), Text("Ice:SecretFile"));
        if (secret is not null && file is not null)
            faults.Add("Ice has Secret and SecretFile; it must have one of them.");
        return secret ?? (file is null ? null : SecretFile.Read("Ice:SecretFile", file, folder, faults));
    }

    private bool IsThere(string key) => Text(key) is not null;

    private string? Text(string key) => configuration[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}
