using System.Text.RegularExpressions;
using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Portal;
using ConferenceGateway.SelfTest;
using ConferenceGateway.Settings;
using Xunit;

namespace ConferenceGateway.Tests;

public sealed partial class DocsTests
{
    [Fact]
    public void Every_link_between_pages_leads_somewhere()
    {
        var dead = Pages().SelectMany(page => Links(page).Where(link => !Leads(page, link)).Select(link => $"{page}: {link}"));

        dead.Should().BeEmpty();
    }

    [Fact]
    public void Every_page_can_be_reached_from_the_readme()
    {
        var reached = new HashSet<string>();
        var waiting = new Stack<string>([Path.Combine(Repository.Root, "README.md")]);
        while (waiting.TryPop(out var page))
        {
            if (!reached.Add(page))
                continue;
            foreach (var link in Links(page).Select(link => Target(page, link)).Where(target => target.EndsWith(".md", StringComparison.Ordinal)))
                waiting.Push(link);
        }

        Pages().Should().BeSubsetOf(reached);
    }

    [Fact]
    public void Every_setting_is_described()
    {
        var page = Read("docs/configuration.md");

        SettingKeys.All.Where(key => !page.Contains($"| `{key}` |", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public void Every_setting_that_is_described_exists()
    {
        var described = Setting().Matches(Read("docs/configuration.md")).Select(match => match.Groups[1].Value);

        described.Should().BeSubsetOf([.. SettingKeys.All, "Serilog"]);
    }

    [Fact]
    public void Every_problem_is_described()
    {
        var page = Read("docs/forwarding.md");

        Problems().Where(problem => !page.Contains($"| `{problem.Type}` |", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public void Every_kind_of_problem_is_looked_for() =>
        Problems().Select(problem => problem.GetType())
            .Should().BeEquivalentTo(typeof(Problem).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(Problem))));

    [Fact]
    public void Every_code_and_every_group_of_the_check_is_described()
    {
        var page = Read("docs/check.md");
        var codes = typeof(Codes).GetFields().Select(field => (string)field.GetRawConstantValue()!);

        codes.Concat(Probe.Groups.All).Where(code => !page.Contains($"`{code}`", StringComparison.Ordinal)).Should().BeEmpty();
    }

    private static IEnumerable<Problem> Problems() =>
    [
        new Problem.NoSuchPage(),
        new Problem.DoorClosed(),
        new Problem.NotYours(Text.Same("Only the chair.")),
        new Problem.BadRoomName(RoomNameFault.Empty),
        new Problem.NoShardFree(),
        new Problem.NoNewRooms(Text.Same("")),
        new Problem.Closed(Text.Same(""), Text.Same("")),
        new Problem.TooManyRooms(TimeSpan.FromMinutes(1)),
        new Problem.TooManyAtOnce(),
        new Problem.ShardSilent(),
        new Problem.BadRequest(""),
        new Problem.MethodNotAllowed("GET"),
        new Problem.WrongHost(new Uri("https://treffen.example/")),
        new Problem.PayloadTooLarge(),
        new Problem.TooSlow(),
        new Problem.UpgradeRefused(""),
        new Problem.NotSignedIn(),
        new Problem.NotAllowed(Right.AccountsWrite),
        new Problem.ForeignForm(),
        new Problem.StaleForm(),
        new Problem.NotFound(Text.Same("")),
        new Problem.Conflict(Text.Same("")),
        new Problem.Changed(),
        new Problem.MatchMissing(),
        new Problem.WrongValue(Text.Same("")),
        new Problem.TooManyTries(TimeSpan.FromMinutes(1)),
        new Problem.TooManyCodes(TimeSpan.FromHours(1)),
        new Problem.DatabaseAway(),
        new Problem.ProviderSilent(""),
        new Problem.SignInRefused(Text.Same("")),
        new Problem.Internal(),
    ];

    private static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(Repository.Root, "README.md"));

    private static IEnumerable<string> Links(string page) =>
        Link().Matches(Fence().Replace(File.ReadAllText(page), ""))
            .Select(match => match.Groups[1].Value)
            .Where(link => !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal));

    private static string Target(string page, string link)
    {
        var path = link.Split('#')[0];
        return path.Length == 0 ? page : Path.GetFullPath(path, Path.GetDirectoryName(page)!);
    }

    private static bool Leads(string page, string link)
    {
        var target = Target(page, link);
        if (Directory.Exists(target))
            return true;
        return File.Exists(target) && (link.Split('#') is not [_, var anchor] || Anchors(target).Contains(anchor));
    }

    /// <summary>As GitHub makes them: small letters, hyphens for blanks, nothing else kept.</summary>
    private static IEnumerable<string> Anchors(string page) =>
        Heading().Matches(Fence().Replace(File.ReadAllText(page), ""))
            .Select(match => NotInAnchor().Replace(match.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    private static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("^#+ (.+?) *$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("[^a-z0-9 _-]")]
    private static partial Regex NotInAnchor();

    [GeneratedRegex(@"^\| `([A-Za-z]+(?::[A-Za-z#]+)*)` \| .* \| .* \|$", RegexOptions.Multiline)]
    private static partial Regex Setting();
}
