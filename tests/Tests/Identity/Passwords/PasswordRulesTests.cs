using AwesomeAssertions;
using ConferenceGateway.Identity.Passwords;
using Xunit;

namespace ConferenceGateway.Tests.Identity.Passwords;

public sealed class PasswordRulesTests
{
    private static readonly PasswordRules Rules = new(new(), "Beispielverein", "treffen.beispielverein.example");

    [Theory]
    [InlineData("vier Wörter, die nichts verbindet")]
    [InlineData("correct horse battery staple")]
    [InlineData("ohne grosse oder ziffern")]
    [InlineData("🦊🐻🐸🦉 im Garten am Teich")]
    [InlineData("               x y z q v")]
    public void A_long_one_can_be_whatever_it_is_made_of(string password) => Rules.FaultOf(password, "anna", "Anna Weber").Should().BeNull();

    [Theory]
    [InlineData("", "too short: at least 15 characters")]
    [InlineData("xK4#mP9!vR2$wT", "too short")]
    [InlineData("🦊🐻🐸🦉🦊🐻🐸🦉", "too short")]
    [InlineData("aaaaaaaaaaaaaaa", "only repeats itself")]
    [InlineData("sonnenscheinsonnenschein", "only repeats itself")]
    [InlineData("Hallo Hallo Hallo", "only repeats itself")]
    [InlineData("123456789012345", "among the first")]
    [InlineData("12345678901234567890", "only repeats itself")]
    [InlineData("abcdefghijklmnopqrstuvwxyz", "among the first")]
    [InlineData("qwertzuiopasdfghjkl", "among the first")]
    [InlineData("qwertyuiopasdfghjkl", "among the first")]
    [InlineData("passwordpassword1", "among the first")]
    [InlineData("P@ssw0rd12345678", "among the first")]
    [InlineData("Passwort12345678", "among the first")]
    [InlineData("beispielverein2026", "names that everybody")]
    [InlineData("Beispielverein Anna", "names that everybody")]
    [InlineData("AnnaWeberAnnaWeber2", "names that everybody")]
    [InlineData("treffen.beispielverein.example", "names that everybody")]
    public void What_is_guessed_first_cannot(string password, string says) =>
        Rules.FaultOf(password, "anna", "Anna Weber")?.English.Should().Contain(says);

    [Theory]
    [InlineData("aaaaaaaaaaaaaaa")]
    [InlineData("1234567890123456789")]
    [InlineData("qwertzuiopasdfghjkl")]
    [InlineData("passwordpassword1")]
    [InlineData("beispielverein2026")]
    [InlineData("Beispielverein Anna")]
    [InlineData("AnnaWeberAnnaWeber2")]
    [InlineData("treffen.beispielverein.example")]
    [InlineData("half a \ud800 character is none")]
    public void And_is_refused_at_all(string password) => Rules.FaultOf(password, "anna", "Anna Weber").Should().NotBeNull();

    [Fact]
    public void The_longest_has_200_characters()
    {
        var words = string.Concat(Enumerable.Range(0, 60).Select(i => $"{i * 7919 % 997:x} wort "))[..200];

        Rules.FaultOf(words).Should().BeNull();
        PasswordRules.IsHashable(words).Should().BeTrue();
        Rules.FaultOf(words + "x")!.English.Should().Contain("200 characters at most");
        PasswordRules.IsHashable(words + "x").Should().BeFalse();
        Rules.FaultOf(new string('x', 1 << 20))!.German.Should().Contain("höchstens 200 Zeichen");
    }
}
