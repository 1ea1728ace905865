using ConferenceGateway.Portal;
using Microsoft.AspNetCore.WebUtilities;

namespace ConferenceGateway.Browsers.Check;

/// <summary>
/// Shows the check at the room's own address and takes the answer there: the form has no <c>action</c>, so that the
/// <c>#…</c> of an embedded meeting survives.
/// </summary>
internal sealed class CheckPageWriter(BrowserCheck check, PageWriter pages, ProblemWriter problems)
{
    /// <summary>The form has one field; more than this is not read. Bytes.</summary>
    private const int MostFormBytes = 1024;

    /// <summary>Shows the page; the link is the room's, absolute, from the settings.</summary>
    public Task WriteAsync(HttpContext context, Uri link, Verdict verdict) =>
        pages.WriteAsync<CheckPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(CheckPage.Verdict)] = verdict,
            [nameof(CheckPage.Link)] = link,
        });

    /// <summary>
    /// Takes "go on anyway": sets the cookie and sends the browser back to where it was by GET. The location is the path
    /// and query of the request, as the caller wrote them.
    /// </summary>
    public async Task HandleGoOnAsync(HttpContext context, Verdict verdict, string location)
    {
        if (!IsLocal(location))
        {
            await problems.WriteAsync(context, new Problem.BadRequest("The target of this request is not a path of this host."));
            return;
        }

        var form = await ReadFormAsync(context);
        if (form is null)
        {
            await problems.WriteAsync(context, new Problem.PayloadTooLarge());
            return;
        }

        if (!QueryHelpers.ParseQuery(form).TryGetValue("go", out var go) || go != "on")
        {
            await problems.WriteAsync(context, new Problem.BadRequest(new Text(
                "Im Formular fehlt die Antwort „Trotzdem weiter“.", "The form does not hold the field go=on.")));
            return;
        }

        check.LetPass(context, verdict);
        SeeOther.Send(context, location);
    }

    private static bool IsLocal(string location) =>
        location.StartsWith('/') && !location.StartsWith("//", StringComparison.Ordinal)
        && !location.StartsWith("/\\", StringComparison.Ordinal) && location.All(letter => letter is > ' ' and < '\x7f');

    /// <summary>The form's text; null = too long.</summary>
    private static async Task<string?> ReadFormAsync(HttpContext context)
    {
        if (context.Request.ContentLength > MostFormBytes)
            return null;

        var buffer = new byte[MostFormBytes + 1];
        var count = 0;
        while (count < buffer.Length)
        {
            var read = await context.Request.Body.ReadAsync(buffer.AsMemory(count), context.RequestAborted);
            if (read == 0)
                break;

            count += read;
        }

        return count > MostFormBytes ? null : System.Text.Encoding.UTF8.GetString(buffer, 0, count);
    }
}
