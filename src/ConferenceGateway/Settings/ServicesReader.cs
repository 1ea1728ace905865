using System.Collections.Immutable;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;

namespace ConferenceGateway.Settings;

/// <summary>Reads <c>Services[]</c>. What is secret is in no fault.</summary>
internal sealed class ServicesReader(IConfiguration configuration, string folder, SettingFaults faults)
{
    private readonly IConfigurationSection _section = configuration.GetSection("Services");
    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);

    public ImmutableArray<KnownService> Read()
    {
        if (!string.IsNullOrWhiteSpace(_section.Value))
            faults.Wrong(_section.Path, _section.Value, "must be a list of services, each with Name, Kind and Addresses");
        return [.. _section.GetChildren().Where(child => uint.TryParse(child.Key, out _)).Select(ReadService).OfType<KnownService>()];
    }

    private KnownService? ReadService(IConfigurationSection service)
    {
        var name = service.ReadText("Name", "what the chair and the audit read, for example Telephone", faults);
        if (name is { Length: > 60 })
            faults.Wrong($"{service.Path}:Name", name, "must have 1 to 60 characters");
        else if (name is not null && !_names.TryAdd(name, service.Path))
            faults.Wrong($"{service.Path}:Name", name, $"must be there once, and {_names[name]} has it already");
        var way = ReadKind(service);
        var addresses = CallerReader.ReadAddresses(service, faults, out var isWhole);
        if (addresses.IsEmpty && isWhole)
            faults.Missing($"{service.Path}:Addresses", "the list of addresses that the service calls from");
        var secret = SharedSecret.ReadOptional(service, folder, faults, out var isSet);
        switch (way, isSet)
        {
            case (ConnectionWay.Phone, false):
                faults.Missing($"{service.Path}:SecretFile", "a file with the secret that Jigasi sends as token= in its BOSH_URL_PATTERN (docs/services.md)");
                break;
            case (ConnectionWay.Recording, true):
                faults.Add($"{service.Path} has a secret, which a Jibri cannot send: it opens the room's page in a browser. Its address is all there is.");
                break;
        }

        return name is null || way is null || addresses.IsEmpty || !isWhole || (isSet && secret is null)
            ? null
            : new KnownService(name, way.Value, new TrustedCaller(addresses, secret));
    }

    private ConnectionWay? ReadKind(IConfigurationSection service)
    {
        if (service.ReadText("Kind", "Phone for a Jigasi, Recording for a Jibri", faults) is not { } kind)
            return null;
        if (kind.Equals(nameof(ConnectionWay.Phone), StringComparison.OrdinalIgnoreCase))
            return ConnectionWay.Phone;
        if (kind.Equals(nameof(ConnectionWay.Recording), StringComparison.OrdinalIgnoreCase))
            return ConnectionWay.Recording;
        faults.Wrong($"{service.Path}:Kind", kind, "must be Phone or Recording");
        return null;
    }
}
