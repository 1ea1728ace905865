using System.Text.RegularExpressions;

namespace ConferenceGateway.Identity.ApiKeys;

/// <summary>
/// A key as it is handed out: <c>cg_</c>, its id, <c>_</c>, 256 random bits. The first letters and the fixed length let
/// scanners for lost secrets know it; the id tells which key it was that somebody found.
/// </summary>
internal static partial class ApiKeyText
{
    /// <summary>3 + 14 + 1 + 43.</summary>
    public const int Characters = 61;

    /// <summary>A new one for that id.</summary>
    public static string Make(string id) => $"cg_{id}_{Secret.Make()}";

    /// <summary>The key of an <c>Authorization</c> header, or null: it is missing, sent twice, or nothing that we made.</summary>
    public static string? Of(HttpRequest request) =>
        request.Headers.Authorization is [{ Length: Characters + 7 } header] && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) &&
        Form().IsMatch(header.AsSpan(7)) ? header[7..] : null;

    [GeneratedRegex(@"\Acg_[A-Za-z0-9_-]{14}_[A-Za-z0-9_-]{43}\z")]
    private static partial Regex Form();
}
