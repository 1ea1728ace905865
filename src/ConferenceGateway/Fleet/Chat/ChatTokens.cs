using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ConferenceGateway.Core;

namespace ConferenceGateway.Fleet.Chat;

/// <summary>
/// Makes the token that Prosody asks of whoever writes into chats: signed with RS256 by a key of its own, not the one that
/// lets people in.
/// </summary>
internal sealed class ChatTokens(TimeProvider time)
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(60);

    // Prosody has no leeway: a shard whose clock is behind would refuse what begins now.
    private static readonly TimeSpan Past = TimeSpan.FromSeconds(30);

    /// <summary>A token for writing into one room's chat.</summary>
    public string Make(Shard shard, ShardChat chat, RoomName room)
    {
        var now = time.GetUtcNow();
        var head = Part(json =>
        {
            json.WriteString("alg", "RS256");
            json.WriteString("typ", "JWT");
            json.WriteString("kid", chat.KeyId);
        });
        var payload = Part(json =>
        {
            json.WriteString("iss", chat.Issuer);
            json.WriteString("aud", chat.Audience);
            json.WriteString("sub", room.BackendTenant ?? shard.Host.Split(':')[0]);
            json.WriteString("room", room.Backend);
            json.WriteNumber("nbf", (now - Past).ToUnixTimeSeconds());
            json.WriteNumber("exp", (now + Age).ToUnixTimeSeconds());
        });
        var signed = $"{head}.{payload}";
        using var key = RSA.Create();
        key.ImportFromPem(chat.KeyPem);
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Part(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Base64Url.EncodeToString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }
}
