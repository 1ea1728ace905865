using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ConferenceGateway.Lab.Http;

/// <summary>Finds the token of a request where Jitsi's <c>mod_jitsi_session</c> looks for it.</summary>
internal static class LabTokenText
{
    /// <summary>The last <c>token=</c> of the query, else what stands behind the first seven characters of <c>Authorization</c>; null: neither.</summary>
    public static string? Of(HttpRequest request)
    {
        string? found = null;
        // The framework's own table of the query takes TOKEN= for the same; Prosody does not.
        foreach (var pair in new QueryStringEnumerable(request.QueryString.Value))
        {
            if (pair.DecodeName().Span.SequenceEqual("token"))
                found = pair.DecodeValue().ToString();
        }

        return found ?? (request.Headers.Authorization is [{ Length: > 7 } header, ..] ? header[7..] : null);
    }
}
