using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using ConferenceGateway.Core;
using Microsoft.AspNetCore.DataProtection;

namespace ConferenceGateway.Rooms.Passwords;

/// <summary>
/// Browsers in which a room's password was right before. They open nothing; but while strangers guess, their tries need not
/// stand in the strangers' queue. One cookie, which the gateway alone can read.
/// </summary>
internal sealed class KnownBrowsers(IDataProtectionProvider protection, Origins origins)
{
    /// <summary>After this time without a visit a browser is as new.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(90);

    /// <summary>The rooms of one browser; the longest unseen goes first.</summary>
    private const int MostRooms = 16;

    private const int MostCharacters = 1024;

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("rooms known").ToTimeLimitedDataProtector();
    private readonly string _name = origins.IsSecure ? "__Host-known" : "known";

    /// <summary>The browser's random id, where that room's password was right in it; else null.</summary>
    public string? IdFor(HttpContext context, RoomName room) =>
        Read(context) is { } known && known.Rooms.Contains(HashOf(room)) ? known.Id : null;

    /// <summary>The password of that room was right here.</summary>
    public void Remember(HttpContext context, RoomName room)
    {
        var known = Read(context) ?? new Known(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(9)), []);
        var rooms = known.Rooms.Where(other => other != HashOf(room)).Prepend(HashOf(room)).Take(MostRooms);
        context.Response.Cookies.Append(_name, _protector.Protect($"{known.Id} {string.Join(' ', rooms)}", Age), new CookieOptions
        {
            HttpOnly = true,
            Secure = origins.IsSecure,
            SameSite = SameSiteMode.Lax,
            MaxAge = Age,
            Path = "/",
            IsEssential = true,
        });
    }

    private Known? Read(HttpContext context)
    {
        if (context.Request.Cookies[_name] is not { Length: > 0 and <= MostCharacters } text)
            return null;
        try
        {
            return _protector.Unprotect(text).Split(' ') is [var id, .. var rooms] ? new Known(id, rooms) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string HashOf(RoomName room) => StableHash.Of("known", room.Key).ToString("x16", CultureInfo.InvariantCulture);

    private sealed record Known(string Id, IReadOnlyList<string> Rooms);
}
