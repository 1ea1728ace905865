using AwesomeAssertions;
using ConferenceGateway.Core;
using Xunit;

namespace ConferenceGateway.Tests.Core;

public sealed class OneLineTests
{
    [Theory]
    [InlineData("a\r\nb", "a··b")]
    [InlineData("\e[5mblink", "·[5mblink")]
    [InlineData("a\u2028b", "a·b")]
    [InlineData("\u202egnp.exe", "·gnp.exe")]
    [InlineData("\u2066gnp.exe", "·gnp.exe")]
    [InlineData("a\u0085b", "a·b")]
    public void What_a_terminal_would_obey_becomes_a_dot(string text, string line) => OneLine.Of(text).Should().Be(line);

    [Fact]
    public void Everything_else_stays_as_it_is()
    {
        const string text = "Größe 🎉 → \"x\"";

        OneLine.Of(text).Should().BeSameAs(text);
    }
}
