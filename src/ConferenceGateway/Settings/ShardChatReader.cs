using System.Security.Cryptography;
using ConferenceGateway.Core;

namespace ConferenceGateway.Settings;

/// <summary>Reads <c>Fleet:Shards:#:Chat</c>: with what the gateway may write into the chats of meetings.</summary>
internal static class ShardChatReader
{
    private const int LeastBits = 2048;
    private const int MostCharacters = 16 * 1024;

    /// <summary>The key and the claims; null: the section is not there, or has a fault.</summary>
    public static ShardChat? ReadOptional(IConfigurationSection section, string folder, SettingFaults faults)
    {
        if (!section.Exists())
            return null;
        var keyId = section.ReadText("KeyId", "the name of the key: Prosody looks the public one up by it", faults);
        var pem = section.ReadText("KeyFile", "a file with a private RSA key, such as openssl genrsa makes one", faults) is { } file
            ? ReadKey($"{section.Path}:KeyFile", file, folder, faults) : null;
        return keyId is null || pem is null ? null : new ShardChat
        {
            KeyId = keyId,
            KeyPem = pem,
            Issuer = Text(section["Issuer"]) ?? "jitsi",
            Audience = Text(section["Audience"]) ?? "jitsi",
            SignedBy = Text(section["SignedBy"]),
        };
    }

    private static string? ReadKey(string key, string file, string folder, SettingFaults faults)
    {
        try
        {
            using var stream = File.OpenRead(Path.GetFullPath(file, folder));
            using var reader = new StreamReader(stream);
            var buffer = new char[MostCharacters];
            var pem = new string(buffer, 0, reader.ReadBlock(buffer));
            using var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            if (rsa.KeySize >= LeastBits && rsa.SignData([1], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).Length > 0)
                return pem;
            faults.Wrong(key, file, "must be a file with a private RSA key of 2048 bits or more");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            faults.Wrong(key, file, "must be a file that the gateway's user can read");
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            faults.Wrong(key, file, "must be a file with a private RSA key as PEM, without a password");
        }

        return null;
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
