using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ConferenceGateway.Core;

namespace ConferenceGateway.Rooms.Live;

/// <summary>
/// What an app without a ticket is known by where it was sent out: a keyed hash of its address and User-Agent. The key is
/// never written, so the database names nobody, and a restart forgets who it was.
/// </summary>
internal sealed class ClientMarks
{
    private const int MostAgent = 512;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>The mark of whoever asks; 16 characters.</summary>
    public string Of(HttpContext context)
    {
        var agent = context.Request.Headers.UserAgent.ToString();
        var text = $"{ClientAddress.Plain(context.Connection.RemoteIpAddress)} {(agent.Length > MostAgent ? agent[..MostAgent] : agent)}";
        return Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)).AsSpan(0, 12));
    }
}
