using System.Security.Cryptography;
using ConferenceGateway.Core;
using ConferenceGateway.Lab;

namespace ConferenceGateway.Testing;

/// <summary>A key for writing into chats: its public half for the Lab's Prosody, the private one for the gateway.</summary>
internal sealed class ChatKey : IDisposable
{
    private readonly RSA _key = RSA.Create(2048);
    private readonly string _file = Path.GetTempFileName();

    public ChatKey() => File.WriteAllText(_file, Private);

    /// <summary>What the Lab's Prosody takes.</summary>
    public LabChatKey Lab => new(_key.ExportSubjectPublicKeyInfoPem(), "jitsi", "jitsi");

    /// <summary>What the gateway writes with.</summary>
    public ShardChat Gateway => new() { KeyPem = Private, KeyId = "gateway", Issuer = "jitsi", Audience = "jitsi", SignedBy = "Verwaltung" };

    /// <summary>The same as settings of the first shard.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Fleet:Shards:0:Chat:KeyFile"] = _file,
        ["Fleet:Shards:0:Chat:KeyId"] = "gateway",
        ["Fleet:Shards:0:Chat:SignedBy"] = "Verwaltung",
    };

    private string Private => _key.ExportPkcs8PrivateKeyPem();

    /// <inheritdoc/>
    public void Dispose()
    {
        _key.Dispose();
        File.Delete(_file);
    }
}
