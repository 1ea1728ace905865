using ConferenceGateway.Support;
using ConferenceGateway.Testing;
using Microsoft.Extensions.Time.Testing;

namespace ConferenceGateway.Tests.Support;

/// <summary>A gateway that believes in <c>X-Forwarded-For</c>, so that members come from everywhere.</summary>
internal static class HelpHost
{
    public const string Firefox78 = "Mozilla/5.0 (X11; Linux x86_64; rv:78.0) Gecko/20100101 Firefox/78.0";

    public static Task<TestGateway> StartAsync(FakeTimeProvider time, string? storagePath = null, params (string Key, string? Value)[] settings) =>
        PortalClient.StartGatewayAsync(time, storagePath, false, [("TrustedProxies:0", "127.0.0.1"), .. settings]);

    /// <summary>A member's browser without script.</summary>
    public static PortalClient Member(TestGateway gateway, string from = "198.51.100.7", string language = "de", string userAgent = Firefox78)
    {
        var member = new PortalClient(gateway, TestGateway.MeetingUrl);
        member.Headers.AcceptLanguage.Clear();
        member.Headers.AcceptLanguage.ParseAdd(language);
        member.Headers.UserAgent.Clear();
        member.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        member.Headers.TryAddWithoutValidation("X-Forwarded-For", from);
        return member;
    }

    /// <summary>Posts the form as it is: MeetingUrl has no tokens.</summary>
    public static Task<HttpResponseMessage> AskAsync(this PortalClient member, params (string Name, string Value)[] fields) => member.SendAsync(new(HttpMethod.Post, "/-/help")
    {
        Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
    });

    /// <summary>The code on the page seen last.</summary>
    public static string Code(this PortalClient member) => Between(member.Page, "id=\"code\" dir=\"ltr\">", "<");

    /// <summary>What deletes it.</summary>
    public static string Proof(this PortalClient member) => Between(member.Page, "name=\"delete\" value=\"", "\"");

    public static async Task<int> CountAsync(this TestGateway gateway) => await gateway.Get<SupportStore>().CountAsync();

    private static string Between(string page, string begin, string end)
    {
        var from = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        return from < begin.Length ? "" : page[from..page.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
