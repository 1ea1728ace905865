using AwesomeAssertions;
using ConferenceGateway.Browsers.Check;
using ConferenceGateway.Portal;
using ConferenceGateway.UserAgents;
using ConferenceGateway.UserAgents.Policy;
using ConferenceGateway.WaysIn;
using Xunit;

namespace ConferenceGateway.Tests.Browsers.Check;

/// <summary>Everything that the check can say is said in both languages, and in words that need no explanation.</summary>
public sealed class CheckWordsTests
{
    private static readonly string[] Jargon = ["WebRTC", "WebSocket", "API", "Token", "Shard", "Bridge", "!", "leider", "Fehler", "error", "unfortunately"];

    // Names of products are the same everywhere.
    private static readonly string[] Names = ["Safari", "Edge", ""];

    public static TheoryData<string, string> Words()
    {
        var words = new TheoryData<string, string>();
        foreach (var text in All().Distinct())
            words.Add(text.German, text.English);
        return words;
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void Every_sentence_has_both_languages(string german, string english)
    {
        if (Names.Contains(german))
            return;
        german.Should().NotBeNullOrWhiteSpace();
        english.Should().NotBeNullOrWhiteSpace().And.NotBe(german);
        foreach (var word in Jargon)
        {
            german.Should().NotContain(word);
            english.Should().NotContain(word);
        }
    }

    [Fact]
    public void Every_button_has_its_words()
    {
        foreach (var step in Enum.GetValues<NextStep>().Except([NextStep.None, NextStep.OtherDevice, NextStep.OpenInSafari, NextStep.UpdateIos]))
            StepTexts.Button(step, hasFirefox: false).Should().NotBeNull("{0} is a button", step);
    }

    private static IEnumerable<Text> All()
    {
        foreach (var field in new[] { typeof(CheckTexts), typeof(ProbeTexts), typeof(WaysInTexts) }.SelectMany(type => type.GetFields()))
            yield return (Text)field.GetValue(null)!;
        foreach (var probe in Enum.GetValues<Probe>())
            yield return ProbeTexts.Of(probe);
        foreach (var result in Enum.GetValues<ProbeResult>())
        {
            yield return ProbeTexts.Of(result, isNeeded: true);
            yield return ProbeTexts.Of(result, isNeeded: false);
        }

        foreach (var step in Enum.GetValues<NextStep>())
        {
            yield return StepTexts.Advice(step);
            if (StepTexts.Button(step, hasFirefox: false) is { } button)
                yield return button;
        }

        foreach (var kind in Enum.GetValues<VerdictKind>())
        {
            yield return ProbeTexts.Of(kind);
            foreach (var verdict in Verdicts(kind))
            {
                yield return VerdictTexts.Headline(verdict);
                yield return VerdictTexts.Reason(verdict);
                yield return ProbeTexts.Detected(verdict.Browser);
                foreach (var step in Enum.GetValues<NextStep>())
                {
                    if (HowTo.Of(verdict, step) is not { } how)
                        continue;
                    yield return how.Title;
                    foreach (var line in how.Steps)
                        yield return line;
                    if (how.Else is { } other)
                        yield return other;
                }
            }
        }
    }

    private static IEnumerable<Verdict> Verdicts(VerdictKind kind) =>
        from finding in Enum.GetValues<Finding>()
        from engine in Enum.GetValues<Engine>()
        from isInApp in new[] { false, true }
        from rule in new PolicyRule?[] { null, new() { German = "Weil.", English = "Because.", ToVersion = 5 }, new() { German = "Weil.", English = "Because." } }
        select new Verdict(kind, new Browser { Engine = engine, IsInApp = isInApp, Brand = rule is null ? null : "X" }, BrowserWay.Jitsi) { Finding = finding, Rule = rule };
}
