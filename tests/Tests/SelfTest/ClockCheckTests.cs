using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.SelfTest;
using ConferenceGateway.SelfTest.Asking;
using ConferenceGateway.SelfTest.Probes;
using Xunit;

namespace ConferenceGateway.Tests.SelfTest;

public sealed class ClockCheckTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0.5, Severity.Good, "agree")]
    [InlineData(-5, Severity.Note, "5 s behind")]
    [InlineData(30, Severity.Warning, "30 s ahead of")]
    [InlineData(-3600, Severity.Error, "3600 s behind")]
    public void An_offset_weighs_what_it_does(double seconds, object severity, string words)
    {
        ServerAddress.TryParse("http://10.0.0.5:5280", out var server).Should().BeTrue();
        var findings = new SubjectFindings("shard a");

        ClockProbes.Tell(server!, TimeSpan.FromSeconds(seconds), findings);

        findings.Close().Should().ContainSingle().Which.Should().Match<Finding>(finding => finding.Severity.Equals(severity) && finding.What.Contains(words));
    }

    [Fact]
    public void Half_of_the_round_trip_is_taken_off()
    {
        var answer = Answer("Sun, 22 Nov 2026 12:00:01 GMT", TimeSpan.FromSeconds(3));

        ClockProbes.OffsetOf(answer).Should().Be(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("yesterday")]
    public void Without_a_date_nothing_is_said(string? date) => ClockProbes.OffsetOf(Answer(date, TimeSpan.Zero)).Should().BeNull();

    private static Answer.Heard Answer(string? date, TimeSpan roundTrip) => new()
    {
        Status = HttpStatusCode.OK,
        Headers = date is null ? [] : [new("date", date)],
        Body = default,
        IsCut = false,
        AskedAt = Now,
        RoundTrip = roundTrip,
    };
}
