using AwesomeAssertions;
using ConferenceGateway.UserAgents;
using ConferenceGateway.UserAgents.Policy;
using Xunit;

namespace ConferenceGateway.Tests.UserAgents.Policy;

public sealed class PolicyCheckTests
{
    private static readonly DateOnly Today = new(2027, 3, 4);

    private static PolicyRule Rule => new() { Outcome = Outcome.Cannot, German = "Zu alt.", English = "Too old.", DecidedBy = "technical group" };

    [Fact]
    public void What_ships_has_no_faults() => Faults([.. ShippedPolicy.Policy.Rules]).Should().BeEmpty();

    [Fact]
    public void An_empty_list_has_no_faults() => Faults([]).Should().BeEmpty();

    [Fact]
    public void Each_wrong_field_is_named_with_its_rule()
    {
        Faults([Rule with { Engine = Engine.Gecko }, Rule with { Brand = "Fierfox" }]).Should().Equal((2, PolicyField.Brand, PolicyFaultKind.UnknownBrand));
        Faults([Rule with { Brand = "Firefox", FromVersion = 0 }]).Should().Equal((1, PolicyField.FromVersion, PolicyFaultKind.NoVersion));
        Faults([Rule with { Brand = "Firefox", ToVersion = 10_000 }]).Should().Equal((1, PolicyField.ToVersion, PolicyFaultKind.NoVersion));
        Faults([Rule with { Brand = "Firefox", FromVersion = 5, ToVersion = 4 }]).Should().Equal((1, PolicyField.ToVersion, PolicyFaultKind.Empty));
        Faults([Rule with { Os = Os.Linux, ToVersion = 4 }]).Should().Equal((1, PolicyField.Engine, PolicyFaultKind.VersionsOfNothing));
        Faults([Rule with { Engine = Engine.Gecko, FromDay = Today, UntilDay = Today.AddDays(-1) }]).Should().Equal((1, PolicyField.UntilDay, PolicyFaultKind.Empty));
        Faults([Rule with { Engine = Engine.Gecko, German = " " }]).Should().Equal((1, PolicyField.German, PolicyFaultKind.Missing));
        Faults([Rule with { Engine = Engine.Gecko, English = "" }]).Should().Equal((1, PolicyField.English, PolicyFaultKind.Missing));
        Faults([Rule with { Engine = Engine.Gecko, English = new string('x', 201) }]).Should().Equal((1, PolicyField.English, PolicyFaultKind.TooLong));
        Faults([Rule with { Engine = Engine.Gecko, Outcome = Outcome.Blocked, DecidedBy = null }]).Should().Equal((1, PolicyField.DecidedBy, PolicyFaultKind.Missing));
        Faults([Rule with { Engine = Engine.Gecko, DecidedBy = new string('x', 81) }]).Should().Equal((1, PolicyField.DecidedBy, PolicyFaultKind.TooLong));
        Faults([.. Enumerable.Repeat(Rule, 201)]).Should().Equal((0, PolicyField.Rule, PolicyFaultKind.TooMany));
    }

    [Theory]
    [InlineData("a\u0000b")]
    [InlineData("a\nb")]
    [InlineData("a\u202eb")]
    [InlineData("a\u2066b")]
    [InlineData("a\u200bb")]
    [InlineData("a\ud800b")]
    public void No_sentence_has_characters_that_cannot_be_seen(string sentence) =>
        Faults([Rule with { Engine = Engine.Gecko, German = sentence }]).Should().Equal((1, PolicyField.German, PolicyFaultKind.NotPlain));

    [Fact]
    public void What_works_needs_no_sentence_and_what_is_technical_nobody_who_decided()
    {
        Faults([new PolicyRule { Engine = Engine.Gecko, Outcome = Outcome.Works }]).Should().BeEmpty();
        Faults([Rule with { Engine = Engine.Gecko, DecidedBy = null }]).Should().BeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_list_that_is_made_to_be_hard_to_check_gets_its_answer(int seed)
    {
        // Slices that leave thousands of remains, two rules that hold all of these, and then rules that are hidden by both.
        var random = new Random(seed);
        var slices = Enumerable.Range(0, 120).Select(_ => Slice(random));
        PolicyRule[] all = [.. slices, Rule with { IsMobile = true }, Rule with { IsMobile = false }, .. Enumerable.Range(1, 78).Select(day => Rule with { FromDay = Today.AddDays(day) })];

        var hidden = PolicyCheck.Faults(all, _ => true, Today).Where(fault => fault.Kind == PolicyFaultKind.Hidden).ToList();

        hidden.Count.Should().BeGreaterThan(50, "most of it is found out all the same");
        hidden.Should().OnlyContain(fault => fault.HiddenBy.All(rule => rule < fault.Rule));
    }

    private static PolicyRule Slice(Random random)
    {
        var (version, day) = (random.Next(1, 9000), random.Next(0, 4000));
        return Rule with
        {
            Engine = random.Next(3) > 0 ? (Engine)random.Next(1, 8) : null,
            Brand = random.Next(3) == 0 ? $"Brand {random.Next(20)}" : "Firefox",
            FromVersion = version,
            ToVersion = version + random.Next(1, 900),
            Os = random.Next(3) == 0 ? (Os)random.Next(1, 7) : null,
            IsInApp = random.Next(4) == 0 ? random.Next(2) == 0 : null,
            FromDay = Today.AddDays(day),
            UntilDay = Today.AddDays(day + random.Next(100, 4000)),
        };
    }

    [Fact]
    public void Only_the_last_rule_is_about_all_others()
    {
        Faults([Rule with { Engine = Engine.Gecko }, Rule]).Should().BeEmpty();
        Faults([Rule, Rule with { Engine = Engine.Gecko }]).Should().Equal((1, PolicyField.Rule, PolicyFaultKind.AllButNotLast), (2, PolicyField.Rule, PolicyFaultKind.Hidden));
    }

    [Fact]
    public void A_hidden_rule_is_named_with_the_one_that_comes_first()
    {
        Hidden([Rule with { Engine = Engine.Blink }, Rule with { Engine = Engine.Gecko }, Rule with { Os = Os.Linux }, Rule with { Engine = Engine.Gecko, ToVersion = 9 }])
            .Should().Equal("4 by 2");
        Hidden([Rule with { Brand = "Firefox", ToVersion = 99 }, Rule with { Brand = "Firefox", FromVersion = 50, ToVersion = 60, IsMobile = true }]).Should().Equal("2 by 1");
    }

    [Fact]
    public void Several_rules_hide_one_together()
    {
        Hidden([Rule with { Brand = "Firefox", ToVersion = 50 }, Rule with { Engine = Engine.Blink }, Rule with { Brand = "Firefox", FromVersion = 51, ToVersion = 99 }, Rule with { Brand = "Firefox", FromVersion = 20, ToVersion = 80 }])
            .Should().Equal("4 by 1 3");
        Hidden([Rule with { IsMobile = true, Engine = Engine.Gecko }, Rule with { IsMobile = false, Engine = Engine.Gecko }, Rule with { Engine = Engine.Gecko }]).Should().Equal("3 by 1 2");
        // A version that is not told is in no range.
        Hidden([Rule with { Engine = Engine.Gecko, FromVersion = 1 }, Rule with { Engine = Engine.Gecko }]).Should().BeEmpty();
    }

    [Fact]
    public void A_brand_is_hidden_by_an_engine_only_where_it_names_that_engine()
    {
        Hidden([Rule with { Engine = Engine.Gecko }, Rule with { Brand = "Firefox" }]).Should().BeEmpty("Firefox on iOS is another engine");
        Hidden([Rule with { Engine = Engine.Gecko }, Rule with { Brand = "Firefox", Engine = Engine.Gecko, ToVersion = 9 }]).Should().Equal("2 by 1");
        Hidden([Rule with { Engine = Engine.Gecko, ToVersion = 99 }, Rule with { Brand = "Firefox", Engine = Engine.Gecko, ToVersion = 9 }]).Should().BeEmpty("versions of two things");
    }

    [Fact]
    public void A_rule_that_ends_or_has_not_begun_hides_only_for_its_days()
    {
        var gecko = Rule with { Engine = Engine.Gecko };
        Hidden([gecko with { UntilDay = Today.AddDays(9) }, gecko]).Should().BeEmpty();
        Hidden([gecko with { FromDay = Today.AddDays(1) }, gecko]).Should().BeEmpty();
        Hidden([gecko with { FromDay = Today.AddDays(-1) }, gecko]).Should().Equal("2 by 1");
        Hidden([gecko with { UntilDay = Today.AddDays(9) }, gecko with { FromDay = Today.AddDays(10) }, gecko with { FromDay = Today.AddDays(-3) }]).Should().Equal("3 by 1 2");
    }

    [Fact]
    public void A_rule_that_is_over_is_a_hint_and_no_fault()
    {
        PolicyRule[] rules = [Rule with { Engine = Engine.Gecko }, Rule with { Engine = Engine.Gecko, UntilDay = Today.AddDays(-1) }];

        Faults(rules).Should().BeEmpty();
        PolicyCheck.Ended(rules, Today).Should().Equal(2);
    }

    [Fact]
    public void Two_hundred_rules_that_cut_each_other_are_looked_at_in_reasonable_time()
    {
        var random = new Random(7);
        var rules = Enumerable.Range(0, 200).Select(at => Rule with
        {
            Engine = (Engine)random.Next(1, 4), FromVersion = random.Next(1, 900), ToVersion = random.Next(900, 9999),
            Os = random.Next(2) == 0 ? null : (Os)random.Next(1, 6), IsMobile = random.Next(3) == 0 ? true : null, IsInApp = random.Next(3) == 0 ? false : null,
            FromDay = Today.AddDays(random.Next(0, 300)), UntilDay = Today.AddDays(random.Next(300, 600)),
        }).ToList();

        PolicyCheck.Faults(rules, _ => true, Today).Should().OnlyContain(fault => fault.Kind == PolicyFaultKind.Hidden);
    }

    private static IEnumerable<(int, PolicyField, PolicyFaultKind)> Faults(IReadOnlyList<PolicyRule> rules) =>
        PolicyCheck.Faults(rules, brand => brand is "Firefox" or "Safari", Today).Select(fault => (fault.Rule, fault.Field, fault.Kind));

    private static IEnumerable<string> Hidden(IReadOnlyList<PolicyRule> rules) =>
        PolicyCheck.Faults(rules, _ => true, Today).Where(fault => fault.Kind == PolicyFaultKind.Hidden).Select(fault => $"{fault.Rule} by {string.Join(' ', fault.HiddenBy)}");
}
