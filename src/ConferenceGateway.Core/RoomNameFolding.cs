using System.Text;

namespace ConferenceGateway.Core;

/// <summary>Makes one text of all that Jitsi's client takes for the same name.</summary>
internal static class RoomNameFolding
{
    /// <summary>Whether normalisation works here: in the invariant mode, or without ICU, it does nothing or throws.</summary>
    public static bool IsUnicodeAvailable { get; } = CanNormalize();

    /// <summary>
    /// <c>lower(NFKC(text))</c>, repeated until it stands still: lower-casing can open a composition that was not there
    /// before (J and a caron have no common letter, j and a caron do). The text holds no lone surrogates.
    /// </summary>
    public static string Fold(string text)
    {
        while (true)
        {
            var folded = JavaScriptCase.ToLower(Ascii.IsValid(text) ? text : text.Normalize(NormalizationForm.FormKC));
            // Comes to an end: capital letters only become fewer, and without them normalising twice changes nothing.
            if (folded == text)
                return text;
            text = folded;
        }
    }

    private static bool CanNormalize()
    {
        try
        {
            return "\ufb01\uff21e\u0301".Normalize(NormalizationForm.FormKC) == "fiA\u00e9"
                && Rune.ToLowerInvariant(new Rune(0x10400)).Value == 0x10428;
        }
        catch (PlatformNotSupportedException)
        {
            return false;
        }
    }
}
