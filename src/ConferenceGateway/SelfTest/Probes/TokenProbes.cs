using System.Security.Cryptography;
using ConferenceGateway.Core;
using ConferenceGateway.SelfTest.Asking;
using ConferenceGateway.SelfTest.Xmpp;
using ConferenceGateway.Tickets;

namespace ConferenceGateway.SelfTest.Probes;

/// <summary>
/// Whether a shard that is said to check tokens does: without one, with a wrong one, and with a right one of another room.
/// If any of them gets in, every door of the gateway is decoration.
/// </summary>
internal sealed class TokenProbes(ShardPlace place, ShardToken settings, ShardFetch files, Asker asker)
{
    private const string Decoration =
        "The door would be decoration: whoever opens a socket to this shard joins every meeting on it, whatever password the room has.";

    // Debian's and the handbook's name, and docker's.
    private static readonly string[] Components = ["conference", "muc"];

    private readonly Uri _socket = new(place.Shard.Prosody.Uri, "/xmpp-websocket");

    /// <summary>A right token for a room of the check's own; null for a shard that takes none.</summary>
    public static string? MakeToken(Shard shard, TimeProvider time) => shard.Token is { } token ? Make(token, time) : null;

    /// <summary>What to change when a right token is refused with these words of Prosody's.</summary>
    public static string Remedy(ShardPlace place, string refusal) => refusal switch
    {
        _ when Says(refusal, "signature") => $"gateway.json, {place.Key("Token:Secret")}: the app_secret of prosody.cfg.lua (docker: JWT_APP_SECRET).",
        _ when Says(refusal, "'iss'") => $"gateway.json, {place.Key("Token:Issuer")}: the app_id of prosody.cfg.lua (docker: JWT_APP_ID), or one of asap_accepted_issuers (JWT_ACCEPTED_ISSUERS).",
        _ when Says(refusal, "'aud'") => $"gateway.json, {place.Key("Token:Audience")}: one of asap_accepted_audiences of prosody.cfg.lua (docker: JWT_ACCEPTED_AUDIENCES).",
        _ when Says(refusal, "alg") => "prosody.cfg.lua: without signature_algorithm, asap_key_server and cache_keys_url, so that HS256 with app_secret holds.",
        _ when Says(refusal, "Not acceptable by") => "Set the clocks of the gateway and of the shard: Prosody has no leeway.",
        _ when Says(refusal, "token required") => $"What stands before its Prosody must pass on the header Authorization. Or gateway.json, {place.Key("Prosody")}: Prosody's own HTTP port, often http://HOST:5280",
        _ => "docs/jitsi-tokens.md has the settings of Prosody that belong to it.",
    };

    /// <summary>Tries all three.</summary>
    public async Task LookAsync(SubjectFindings findings, CancellationToken cancellation)
    {
        try
        {
            var without = await SignInAsync(null, cancellation);
            var wrong = await SignInAsync(Make(Forged(), asker.Time), cancellation);
            Tell(findings, "without a token", without);
            Tell(findings, "with a token that somebody else signed", wrong);
            await LookAtRoomsAsync(findings, cancellation);
        }
        catch (XmppException)
        {
            // Where no stream opens, the other probe of this Prosody says so.
        }
    }

    private void Tell(SubjectFindings findings, string how, string? refusal)
    {
        if (refusal is not null)
            findings.Good(Codes.ProsodyGuard, $"Who comes {how} is kept out: {refusal}.");
        else
            findings.Error(Codes.ProsodyGuard, $"Its Prosody lets in who comes {how}.", Decoration,
                $"prosody.cfg.lua, VirtualHost \"{XmppDomain.Of(place.Shard)}\":\nauthentication = \"token\"\nallow_empty_token = false\n(docker: ENABLE_AUTH=1, AUTH_TYPE=jwt, JWT_ALLOW_EMPTY=0, ENABLE_GUESTS=0); or gateway.json, {place.Key("Authentication")}: \"None\"");
    }

    /// <summary>A token for one room, and another is joined.</summary>
    private async Task LookAtRoomsAsync(SubjectFindings findings, CancellationToken cancellation)
    {
        var (socket, domain) = await OpenAsync(MakeToken(place.Shard, asker.Time), cancellation);
        using (socket)
        {
            // Refused already here: that is said by the other probe.
            if (await socket.SignInAsync(asker, cancellation) is not null)
                return;
            foreach (var component in Components)
            {
                var refusal = await socket.JoinAsync(asker, $"{CheckRoom.NewName()}@{component}.{domain}", cancellation);
                // What compares tokens comes first in Prosody; who hears of creation was not compared.
                if (refusal is null || Says(refusal, "creation is restricted"))
                {
                    findings.Error(Codes.ProsodyRooms, $"{component}.{domain} does not compare the room with the token's: {refusal ?? "with a token for one room it lets into another"}.", Decoration,
                        $"prosody.cfg.lua, Component \"{component}.{domain}\" \"muc\":\nmodules_enabled = {{ \"token_verification\"; … }}");
                    break;
                }

                // Elsewhere there is no such component: the next name, then.
                if (!refusal.StartsWith("not-allowed", StringComparison.Ordinal))
                    continue;
                findings.Good(Codes.ProsodyRooms, $"With a token for one room nobody gets into another: {refusal}.");
                break;
            }

            await socket.CloseAsync(asker, cancellation);
        }
    }

    private async Task<string?> SignInAsync(string? token, CancellationToken cancellation)
    {
        var (socket, _) = await OpenAsync(token, cancellation);
        using (socket)
        {
            var refusal = await socket.SignInAsync(asker, cancellation);
            await socket.CloseAsync(asker, cancellation);
            return refusal;
        }
    }

    private Task<(XmppSocket Result, string Domain)> OpenAsync(string? token, CancellationToken cancellation) => files.WithDomainAsync(
        domain => XmppSocket.OpenAsync(asker, _socket, place.Shard.Host, domain, null, cancellation, token), cancellation);

    /// <summary>All as it should be, but the secret.</summary>
    private ShardToken Forged() => new()
    {
        Issuer = settings.Issuer,
        Audience = settings.Audience,
        Subject = settings.Subject,
        Secret = RandomNumberGenerator.GetHexString(64),
    };

    private static string Make(ShardToken settings, TimeProvider time) =>
        RoomName.TryParseKey(CheckRoom.NewName(), out var room)
            ? new JitsiTokens(time).Make(settings, room, new TokenUser("check", null, IsModerator: false))
            : throw new InvalidOperationException("The check's own room has a name that no room can have.");

    private static bool Says(string refusal, string words) => refusal.Contains(words, StringComparison.OrdinalIgnoreCase);
}
