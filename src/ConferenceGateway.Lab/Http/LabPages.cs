using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace ConferenceGateway.Lab.Http;

/// <summary>The HTML pages of a shard. Every one says which shard it came from.</summary>
internal sealed class LabPages(string shard)
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public Task MeetingAsync(HttpContext context, string room) => SendAsync(context, "meeting.html", room);

    public Task NoteAsync(HttpContext context, string note) => SendAsync(context, "note.html", note);

    private async Task SendAsync(HttpContext context, string template, string title)
    {
        var page = Encoding.UTF8.GetBytes(LabFiles.Text(template)
            .Replace("{version}", LabFiles.Version, StringComparison.Ordinal)
            .Replace("{shard}", Html.Encode(shard), StringComparison.Ordinal)
            .Replace("{title}", Html.Encode(title), StringComparison.Ordinal));
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.ContentLength = page.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(page);
    }
}
