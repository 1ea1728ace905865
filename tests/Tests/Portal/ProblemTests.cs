using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Portal;
using Xunit;

namespace ConferenceGateway.Tests.Portal;

public sealed class ProblemTests(PagesHost host) : IClassFixture<PagesHost>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private static readonly Problem[] Problems =
    [
        new Problem.NoSuchPage(), new Problem.BadRoomName(RoomNameFault.Slash),
        new Problem.NoShardFree(), new Problem.ShardSilent(), new Problem.ShardSilent(503), new Problem.BadRequest("The query names two rooms."),
        new Problem.MethodNotAllowed("GET, HEAD"), new Problem.WrongHost(new Uri("https://treffen.example/")),
        new Problem.PayloadTooLarge(), new Problem.TooSlow(), new Problem.UpgradeRefused("No room is named.", 426), new Problem.Internal(),
    ];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Problems.Length)];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_machine_gets_a_document_that_says_what_to_do_and_whom_to_ask(int which)
    {
        var problem = Problems[which];
        using var response = await host.Client.GetAsync(host.Serve(problem), Stop);
        var json = await response.Content.ReadFromJsonAsync<JsonElement>(Stop);

        ((int)response.StatusCode).Should().Be(problem.Status);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        json.GetProperty("type").GetString().Should().StartWith("urn:conference-gateway:problem:");
        json.GetProperty("status").GetInt32().Should().Be(problem.Status);
        json.GetProperty("title").GetString().Should().NotBeNullOrEmpty();
        json.GetProperty("detail").GetString().Should().Contain(PagesHost.Contact);
        response.Headers.RetryAfter?.Delta.Should().Be(problem.RetryAfter);
        response.Headers.Contains("Refresh").Should().BeFalse();
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_person_gets_a_page_in_both_languages(int which)
    {
        var problem = Problems[which];
        var path = host.Serve(problem);
        foreach (var language in Enum.GetValues<Language>())
        {
            using var response = await host.Client.SendAsync(PagesHost.Visit(path, LanguageChoice.Code(language)), Stop);
            var html = await response.Content.ReadAsStringAsync(Stop);

            ((int)response.StatusCode).Should().Be(problem.Status);
            html.Should().Contain($"<h1>{ProblemTexts.Headline(problem).In(language)}</h1>");
            html.Should().Contain($"mailto:{PagesHost.Contact}");
            response.Content.Headers.ContentLanguage.Should().Equal(LanguageChoice.Code(language));
        }
    }

    [Fact]
    public async Task What_passes_by_itself_is_tried_again_by_itself()
    {
        using var full = await host.Client.SendAsync(PagesHost.Visit(host.Serve(new Problem.NoShardFree())), Stop);
        using var silent = await host.Client.SendAsync(PagesHost.Visit(host.Serve(new Problem.ShardSilent())), Stop);
        using var gone = await host.Client.SendAsync(PagesHost.Visit(host.Serve(new Problem.NoSuchPage())), Stop);

        full.Headers.GetValues("Refresh").Should().Equal("30");
        full.Headers.GetValues("Retry-After").Should().Equal("30");
        silent.Headers.GetValues("Refresh").Should().Equal("10");
        gone.Headers.Contains("Refresh").Should().BeFalse();
    }

    [Fact]
    public async Task Who_comes_back_when_told_does_not_come_too_early()
    {
        var problem = new Problem.ShardSilent { RetryAfter = TimeSpan.FromSeconds(0.4) };
        using var response = await host.Client.GetAsync(host.Serve(problem), Stop);

        response.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("X-Requested-With", "XMLHttpRequest")]
    [InlineData("Sec-Fetch-Mode", "cors")]
    [InlineData("Upgrade", "websocket")]
    public async Task A_script_is_no_person_even_if_it_accepts_html(string header, string value)
    {
        var request = PagesHost.Visit(host.Serve(new Problem.NoSuchPage()));
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await host.Client.SendAsync(request, Stop);

        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
    }

    [Fact]
    public async Task An_answer_that_has_begun_is_left_alone()
    {
        using var response = await host.Client.GetAsync("/begun", Stop);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync(Stop)).Should().Be("half");
    }

    [Fact]
    public void Every_fault_of_a_name_has_its_sentence()
    {
        foreach (var fault in Enum.GetValues<RoomNameFault>().Except([RoomNameFault.None, RoomNameFault.Malformed]))
            ProblemTexts.Fault(fault).Should().NotBe(ProblemTexts.Fault(RoomNameFault.Malformed), fault.ToString());
    }

    [Fact]
    public void A_name_of_the_house_is_no_page() =>
        Problem.OfAddress(RoomNameFault.Reserved).Should().Be(new Problem.NoSuchPage());
}
