using AwesomeAssertions;
using ConferenceGateway.UserAgents.Hints;
using FsCheck.Xunit;
using Xunit;

namespace ConferenceGateway.Tests.UserAgents.Hints;

public sealed class StructuredFieldTests
{
    [Theory]
    [InlineData("\"a\"", "Text a")]
    [InlineData("  \"a\"  ", "Text a")]
    [InlineData("\"a\\\"b\\\\c\";v=\"1\"", "Text a\"b\\c v=Text 1")]
    [InlineData("?1", "Flag 1")]
    [InlineData("?0;a", "Flag 0 a=Flag 1")]
    [InlineData("12", "Number 12")]
    [InlineData("-1.5", "Number -1.5")]
    [InlineData("gzip/x:y", "Token gzip/x:y")]
    [InlineData("\"a\" , \"b\";v=\"2\";v=\"3\",\t\"c\"", "Text a | Text b v=Text 3 | Text c")]
    [InlineData("", "")]
    public void A_list_is_read(string field, string expected) => Shown(field).Should().Be(expected);

    [Theory]
    [InlineData("\"a")]
    [InlineData("a\"")]
    [InlineData("\"a\\n\"")]
    [InlineData("\"ä\"")]
    [InlineData("\"a\u0001\"")]
    [InlineData("\"a\",")]
    [InlineData(",\"a\"")]
    [InlineData("\"a\" \"b\"")]
    [InlineData("\"a\";V=\"1\"")]
    [InlineData("\"a\";v=")]
    [InlineData("\"a\";=\"1\"")]
    [InlineData("\"a\" ;v=\"1\"")]
    [InlineData("(\"a\" \"b\")")]
    [InlineData(":YQ==:")]
    [InlineData("?2")]
    [InlineData("?")]
    [InlineData("1.")]
    [InlineData("1.2345")]
    [InlineData("1234567890123456")]
    [InlineData("--1")]
    [InlineData("'a'")]
    [InlineData("\"a\"\0")]
    public void One_mistake_and_nothing_counts(string field) => StructuredField.TryReadList(field, out _).Should().BeFalse();

    [Theory]
    [InlineData("?1", true)]
    [InlineData("?1, ?0", false)]
    [InlineData("", false)]
    public void An_item_stands_alone(string field, bool isOne) => StructuredField.TryReadItem(field, out _).Should().Be(isOne);

    [Property]
    public void What_is_written_as_the_standard_says_is_read_as_it_was((string Brand, int Version)[] brands)
    {
        var expected = brands.Select(brand => (Brand: Printable(brand.Brand), Version: Printable(brand.Version.ToString(System.Globalization.CultureInfo.InvariantCulture)))).ToList();
        var field = string.Join(", ", expected.Select(brand => $"{Quoted(brand.Brand)};v={Quoted(brand.Version)}"));

        StructuredField.TryReadList(field, out var items).Should().BeTrue();
        items.Select(item => (item.Value.Text, item.Parameters["v"].Text)).Should().Equal(expected);
    }

    [Property]
    public void Whatever_comes_it_never_throws(string? text) => StructuredField.TryReadList(text, out _);

    private static string Printable(string? text) => string.Concat((text ?? "").Where(character => character is >= ' ' and <= '~'));

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";

    private static string Shown(string field)
    {
        StructuredField.TryReadList(field, out var items).Should().BeTrue();
        return string.Join(" | ", items.Select(item =>
            string.Concat($"{item.Value.Kind} {item.Value.Text}", string.Concat(item.Parameters.Select(pair => $" {pair.Key}={pair.Value.Kind} {pair.Value.Text}")))));
    }
}
