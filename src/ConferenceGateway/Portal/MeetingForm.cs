using System.Text;
using ConferenceGateway.Core;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace ConferenceGateway.Portal;

/// <summary>
/// Stands before the forms of MeetingUrl, as <see cref="FormFilter"/> before those of the portal. Visitors have no session
/// and so no token: a form is short, and comes from a page of MeetingUrl.
/// </summary>
internal sealed class MeetingForm(Origins origins, ProblemWriter problems)
{
    /// <summary>The fields; null: the form is refused, and the answer is written.</summary>
    /// <param name="context">The request.</param>
    /// <param name="mostBytes">A longer body is not read to its end.</param>
    public async Task<IReadOnlyDictionary<string, StringValues>?> ReadAsync(HttpContext context, int mostBytes)
    {
        if (SameOrigin.Allows(context.Request, origins.Meeting))
            return await ReadBodyAsync(context, mostBytes);
        await problems.WriteAsync(context, new Problem.ForeignForm());
        return null;
    }

    /// <summary>The same of a form that a page of the portal sends here. Every browser that can be signed in says where a form comes from.</summary>
    public async Task<IReadOnlyDictionary<string, StringValues>?> ReadFromPortalAsync(HttpContext context, int mostBytes)
    {
        if (SameOrigin.Proves(context.Request, origins.Portal))
            return await ReadBodyAsync(context, mostBytes);
        await problems.WriteAsync(context, new Problem.ForeignForm());
        return null;
    }

    private async Task<IReadOnlyDictionary<string, StringValues>?> ReadBodyAsync(HttpContext context, int mostBytes)
    {
        var buffer = new byte[mostBytes + 1];
        var count = context.Request.ContentLength > mostBytes
            ? buffer.Length
            : await context.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (count > mostBytes)
        {
            await problems.WriteAsync(context, new Problem.PayloadTooLarge());
            return null;
        }

        return QueryHelpers.ParseQuery(Encoding.UTF8.GetString(buffer, 0, count));
    }
}
