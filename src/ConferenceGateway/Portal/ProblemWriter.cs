using System.Globalization;
using System.Text.Json;
using ConferenceGateway.Portal.Api;

namespace ConferenceGateway.Portal;

/// <summary>Answers with a problem: a page for a person who follows a link, a problem document for everything else.</summary>
internal sealed class ProblemWriter(PageWriter pages, OperatorView operatorView)
{
    /// <summary>Writes the whole answer. Does nothing when the answer has already begun.</summary>
    public Task WriteAsync(HttpContext context, Problem problem) =>
        WriteAsync<ProblemPage>(context, problem, new() { [nameof(ProblemPage.Problem)] = problem });

    /// <summary>The same with another page: one that knows more than what went wrong.</summary>
    public async Task WriteAsync<TPage>(HttpContext context, Problem problem, Dictionary<string, object?> parameters, PageReach? reach = null)
        where TPage : PageBase
    {
        var response = context.Response;
        if (response.HasStarted)
            return;

        // What speaks for the host and not for the answer stays.
        var strict = response.Headers.StrictTransportSecurity;
        response.Clear();
        response.Headers.StrictTransportSecurity = strict;
        if (problem.Allow is { } allow)
            response.Headers.Allow = allow;
        if (problem.RetryAfter is { } wait)
            response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (problem is Problem.NotSignedIn)
            response.Headers.WWWAuthenticate = "Bearer";
        if (HttpProtocol.IsHttp11(context.Request.Protocol))
            SetConnection(context.Request, response, problem);

        // Whoever asks the API is a script, also where its library says that it likes HTML.
        if (!ApiRoutes.Is(context) && IsForPerson(context.Request))
            await WritePageAsync<TPage>(context, problem, parameters, reach);
        else
            await WriteDocumentAsync(context, problem);
    }

    private static void SetConnection(HttpRequest request, HttpResponse response, Problem problem)
    {
        var isRequired = problem is Problem.UpgradeRefused { Status: StatusCodes.Status426UpgradeRequired };
        if (isRequired)
            response.Headers.Upgrade = "websocket";
        // What follows a refused upgrade may be meant for a socket that somebody in between takes for open, and what follows
        // a request that contradicts itself may be the rest of it: nobody reads on.
        if (request.Headers.Upgrade.Count > 0 || request.Headers.TransferEncoding.Count > 0 || problem is Problem.BadRequest)
            response.Headers.Connection = isRequired ? "Upgrade, close" : "close";
        else if (isRequired)
            response.Headers.Connection = "Upgrade";
    }

    private Task WritePageAsync<TPage>(HttpContext context, Problem problem, Dictionary<string, object?> parameters, PageReach? reach)
        where TPage : PageBase
    {
        // Only what a reload can repeat without asking the visitor.
        if (RefreshesItself(problem) && !HttpMethods.IsPost(context.Request.Method))
            context.Response.Headers["Refresh"] = context.Response.Headers.RetryAfter;

        return pages.WriteAsync<TPage>(context, problem.Status, parameters, reach: reach);
    }

    private async Task WriteDocumentAsync(HttpContext context, Problem problem)
    {
        var document = new ProblemDocument(
            problem.Type,
            ProblemTexts.Headline(problem).English,
            problem.Status,
            $"{ProblemTexts.Advice(problem).English} {operatorView.Help.English}");
        var bytes = JsonSerializer.SerializeToUtf8Bytes(document, ProblemJson.Default.ProblemDocument);
        var response = context.Response;
        response.StatusCode = problem.Status;
        response.ContentType = "application/problem+json";
        response.ContentLength = bytes.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.Vary = "Accept";
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    /// <summary>Whether the page may come back by itself: what passes without anybody doing anything.</summary>
    public static bool RefreshesItself(Problem problem) => problem is Problem.NoShardFree or Problem.ShardSilent or Problem.NoNewRooms or Problem.Closed;

    /// <summary>A navigation says that it wants HTML; scripts, sockets and apps do not.</summary>
    private static bool IsForPerson(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsPost(request.Method))
            return false;
        if (request.Headers.Upgrade.Count > 0 || request.Headers.XRequestedWith.Count > 0)
            return false;

        var mode = request.Headers["Sec-Fetch-Mode"];
        return (mode.Count == 0 || mode == "navigate")
            && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
    }
}
