using System.Text;
using AwesomeAssertions;
using ConferenceGateway.SelfTest;
using ConferenceGateway.SelfTest.Lint;
using FsCheck.Xunit;
using Xunit;

namespace ConferenceGateway.Tests.SelfTest.Lint;

public class BadFilesTests
{
    private static Finding ReadFault(byte[] config) =>
        ShardLint.Read(LintSamples.Files(null) with { Config = config }).Should().ContainSingle(finding => finding.Code == LintCodes.Read).Subject;

    private static Finding ReadFault(string config) => ReadFault(Encoding.UTF8.GetBytes(config));

    [Fact]
    public void Ten_megabytes_are_not_read() =>
        ReadFault(new byte[10 * 1024 * 1024]).What.Should().Be("config.js has 10 MB; more than 2 MB are not read.");

    [Fact]
    public void Two_megabytes_of_script_are_read() =>
        LintSamples.Of("var config = {};\n" + string.Concat(Enumerable.Range(0, 60_000).Select(i => $"config.k{i} = 'value {i}';\n")))
            .Should().NotContain(finding => finding.Code == LintCodes.Read);

    [Fact]
    public void Bytes_that_are_no_text_are_named()
    {
        ReadFault([0x7F, 0x45, 0x4C, 0x46, 0xFF, 0xC0]).What.Should().Be("config.js is not text in UTF-8.");
        ReadFault("var config = {};\0").What.Should().Contain("not text");
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData(" \r\n\t", "is empty")]
    [InlineData("<!DOCTYPE html><html></html>", "is an HTML page")]
    [InlineData("\n<html><head></head></html>", "is an HTML page")]
    [InlineData("var other = 1;", "sets no object config")]
    [InlineData("var config;", "sets no object config")]
    [InlineData("var config = 'text';", "sets no object config")]
    public void A_file_that_is_none_is_one_sentence(string config, string said)
    {
        var fault = ReadFault(config);

        fault.Severity.Should().Be(Severity.Error);
        fault.What.Should().Contain(said);
        fault.Fix.Should().NotBeNullOrEmpty();
    }

    [Fact]
    public void Utf_16_is_read_and_named() =>
        ReadFault([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(LintSamples.Read("private.js"))]).What.Should().Contain("UTF-16");

    [Fact]
    public void A_byte_order_mark_is_no_fault() =>
        LintSamples.Of('\uFEFF' + LintSamples.Read("private.js")).Should().OnlyContain(finding => finding.Severity == Severity.Good);

    [Fact]
    public void A_syntax_error_is_named_with_line_and_column_and_the_other_lines_are_still_read()
    {
        var findings = LintSamples.Of($$"""
            var config = { {{LintSamples.Wired}} };
            config.p2p = { stunServers: [] };
            config.oops = = 'https://lost.elsewhere.net/';
            config.dynamicBrandingUrl = 'https://kept.elsewhere.net/';
            """);

        var fault = findings.Should().ContainSingle(finding => finding.Code == LintCodes.Read).Subject;
        fault.What.Should().Contain("syntax error in line 4, column 15");
        fault.Where.Should().Be("config.js:4");
        findings.Should().ContainSingle(finding => finding.Code == LintCodes.Branding).Which.Where.Should().Be("config.js:5: dynamicBrandingUrl");
        findings.Should().ContainSingle(finding => finding.Code == LintCodes.Other).Which.Where.Should().Be("config.js:4: in the script");
        findings.Should().NotContain(finding => finding.Code == LintCodes.Privacy || finding.Code == LintCodes.StunDefault);
    }

    [Fact]
    public void Of_an_object_that_is_never_closed_the_hosts_are_still_named()
    {
        var findings = LintSamples.Of("var config = {\n  dynamicBrandingUrl: 'https://lost.elsewhere.net/',\n  hosts: {\n};\n");

        findings.Should().ContainSingle(finding => finding.Code == LintCodes.Read).Which.What.Should().Contain("syntax error");
        findings.Should().ContainSingle(finding => finding.Code == LintCodes.Other).Which.Where.Should().Be("config.js:2: in the script");
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a:")]
    [InlineData("(")]
    [InlineData("!")]
    [InlineData("-")]
    [InlineData("x=>")]
    [InlineData("a?b:")]
    [InlineData("new ")]
    [InlineData("a.b=")]
    [InlineData("'a'+")]
    [InlineData("x.y.")]
    [InlineData("`${")]
    [InlineData("f(")]
    public void A_hundred_thousand_of_the_same_do_no_harm(string piece) =>
        LintSamples.Of("var config = " + string.Concat(Enumerable.Repeat(piece, 100_000)) + "1").Should().NotBeEmpty();

    [Theory]
    [InlineData("if(a){")]
    [InlineData("if(a)")]
    [InlineData("function f(){")]
    [InlineData("/*")]
    [InlineData("/(a*)*")]
    [InlineData("else ")]
    [InlineData("for(;;)")]
    [InlineData("a:")]
    public void Nor_do_statements(string piece) =>
        LintSamples.Of("var config = {};" + string.Concat(Enumerable.Repeat(piece, 100_000))).Should().NotBeEmpty();

    [Theory]
    [InlineData("var a = 'x'; function f() { a = a + a; f(); f(); } f(); config.a = a;")]
    [InlineData("var a = [1]; for (;;) { a = a.concat(a); } function g() { a = [...a, ...a]; g(); g(); } g();")]
    [InlineData("config.self = config; config.list = [config, config];")]
    [InlineData("function f() { return [f(), f(), f()]; } config.x = f();")]
    [InlineData("config.config = { config }; Object.assign(config, config);")]
    [InlineData("config.x = /(((a+)+)+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!');")]
    [InlineData("while (true) { config.x = 1; }")]
    public void A_script_that_would_never_end_is_given_up(string line) =>
        LintSamples.With("", line).Should().Contain(finding => finding.Code == LintCodes.Bosh);

    /// <summary>Two megabytes of each; the run as a whole is what would show a slow one.</summary>
    [Theory]
    [InlineData("a b 'https://x{0}.elsewhere.net';\n")]
    [InlineData("config.x = 'https://x{0}.elsewhere.net';\n")]
    [InlineData("f('https://x{0}.elsewhere.net');\n")]
    [InlineData("\"\n")]
    [InlineData("http:")]
    [InlineData("'http:@http:@")]
    [InlineData("/")]
    [InlineData("<!--#")]
    [InlineData("'<!--# -->")]
    [InlineData("`<!--#")]
    [InlineData("<a href='//x{0}.elsewhere.net'>")]
    [InlineData("<script>x</script>")]
    [InlineData("<style>url(</style>")]
    [InlineData("<a ")]
    public void A_file_as_large_as_can_be_is_read_in_bounded_time(string piece)
    {
        var text = "var config = {};\n" + string.Concat(Enumerable.Range(0, 2_000_000 / (piece.Length + 3))
            .Select(i => piece.Replace("{0}", i.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)));

        ShardLint.Read(LintSamples.Files(text, text)).Should().HaveCountLessThan(500);
    }

    [Fact]
    public void Sums_of_ten_thousand_parts_are_followed() =>
        LintSamples.With("", "config.dynamicBrandingUrl = 'https://' + " + string.Concat(Enumerable.Repeat("'' + ", 10_000)) + "'long.elsewhere.net';")
            .Should().ContainSingle(finding => finding.Code == LintCodes.Branding).Which.What.Should().Contain("long.elsewhere.net");

    [Fact]
    public void Letters_that_move_a_cursor_do_not_get_into_a_finding() =>
        LintSamples.With("", "config['\\u001b[2J\\u202e\\ud800'] = 'https://a.elsewhere.net/';").Should().ContainSingle(finding => finding.Code == LintCodes.Other)
            .Which.What.Should().NotMatchRegex("[\\u0000-\\u001f\\u202e\\ud800]");

    [Property(MaxTest = 300)]
    public void Any_text_gets_an_answer(string? text, string? page)
    {
        var findings = ShardLint.Read(LintSamples.Files(text ?? "", page ?? "", text));

        findings.Should().AllSatisfy(finding => finding.What.Should().NotBeNullOrEmpty());
    }

    /// <summary>Real files with a piece taken out, doubled or put elsewhere.</summary>
    [Property(MaxTest = 300)]
    public void Any_damaged_file_gets_an_answer(int sample, int from, int length, int to)
    {
        string[] names = ["docker.js", "debian-raw.js", "everything.js", "interface.js", "page.html"];
        var text = LintSamples.Read(names[(sample & 0xFFFF) % names.Length]);
        var start = (from & 0xFFFFFF) % text.Length;
        var piece = text.Substring(start, Math.Min((length & 0xFFFF) % 200, text.Length - start));
        var damaged = (to & 1) == 0 ? text.Remove(start, piece.Length) : text.Insert((to & 0xFFFFFF) % text.Length, piece);

        var findings = ShardLint.Read(LintSamples.Files(damaged, damaged, damaged));

        findings.Should().AllSatisfy(finding => finding.What.Should().NotBeNullOrEmpty());
    }

    [Property(MaxTest = 200)]
    public void Any_bytes_get_an_answer(byte[] bytes) =>
        ShardLint.Read(LintSamples.Files(null) with { Config = bytes, InterfaceConfig = bytes }).Should().NotBeEmpty();
}
