using AwesomeAssertions;
using ConferenceGateway.Portal;
using Xunit;

namespace ConferenceGateway.Tests.Portal;

public sealed class OperatorOptionsTests
{
    private static readonly OperatorOptionsRules Rules = new();

    [Fact]
    public void Nothing_needs_to_be_set() => Rules.Validate(null, new OperatorOptions()).Succeeded.Should().BeTrue();

    [Fact]
    public void All_faults_are_named_at_once_with_key_and_value()
    {
        var result = Rules.Validate(null, new OperatorOptions
        {
            Name = " ",
            Contact = "javascript:alert(1)",
            Imprint = "impressum.html",
            Privacy = "javascript:alert(2)",
            Accent = "green",
            Logo = "logo.exe",
        });

        result.Failures.Should().HaveCount(6);
        result.FailureMessage.Should().Contain("Operator:Name").And.Contain("Operator:Contact is \"javascript:alert(1)\"")
            .And.Contain("Operator:Imprint is \"impressum.html\"").And.Contain("Operator:Privacy").And.Contain("Operator:Accent is \"green\"")
            .And.Contain("Operator:Logo is \"logo.exe\"");
    }

    [Fact]
    public void A_logo_lies_beside_the_configuration()
    {
        LogoFile.Resolve("logo.svg", "/etc/gateway").Should().Be("/etc/gateway/logo.svg");
        LogoFile.Resolve("/srv/logo.svg", "/etc/gateway").Should().Be("/srv/logo.svg");
        LogoFile.Resolve(" ", "/etc/gateway").Should().BeNull();
        Rules.Validate(null, new OperatorOptions { Logo = LogoFile.Resolve("a\0.svg", ".") }).FailureMessage.Should().Contain("Operator:Logo");
    }

    [Theory]
    [InlineData("hilfe@verein.example", "mailto:hilfe@verein.example", "hilfe@verein.example")]
    [InlineData("mailto:hilfe@verein.example?subject=Treffen", "mailto:hilfe@verein.example?subject=Treffen", "hilfe@verein.example")]
    [InlineData("tel:+49305550140", "tel:+49305550140", "+49305550140")]
    [InlineData("https://verein.example/hilfe/", "https://verein.example/hilfe/", "verein.example/hilfe")]
    public void A_contact_is_a_link_and_a_word(string value, string link, string label) =>
        OperatorContact.Parse(value).Should().Be(new OperatorContact(link, label));

    [Theory]
    [InlineData("")]
    [InlineData("hilfe")]
    [InlineData("hilfe@")]
    [InlineData("a@b@c.example")]
    [InlineData("data:text/html,x")]
    [InlineData("JavaScript:alert(1)")]
    [InlineData("java\tscript:alert(1)")]
    [InlineData("http://verein.example")]
    [InlineData("tel:call-me")]
    [InlineData("mailto:\"><script>")]
    [InlineData("https://user:word@verein.example")]
    public void What_is_no_contact_is_refused(string value) => OperatorContact.Parse(value).Should().BeNull();

    [Theory]
    [InlineData("#1d8a4")]
    [InlineData("1d8a4bb")]
    [InlineData("#1d8a4g")]
    [InlineData("# 1d8a4")]
    [InlineData("")]
    public void What_is_no_colour_is_refused(string value) => AccentColour.Parse(value).Should().BeNull();
}
