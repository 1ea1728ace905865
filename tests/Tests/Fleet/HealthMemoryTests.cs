using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet.Health;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Fleet;

public sealed class HealthMemoryTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly HealthMemory _memory;

    public HealthMemoryTests() => _memory = new HealthMemory(_time);

    [Fact]
    public void Two_answers_in_a_row_are_up_and_one_is_not()
    {
        Hear("+").Should().Be(NodeHealth.Unknown);
        Hear("-+").Should().Be(NodeHealth.Unknown);
        Hear("+").Should().Be(NodeHealth.Up);
    }

    [Fact]
    public void Three_failures_in_a_row_are_down_and_two_are_not()
    {
        Hear("++--").Should().Be(NodeHealth.Up);
        Hear("-").Should().Be(NodeHealth.Down);
    }

    [Fact]
    public void Three_failures_among_ten_answers_are_down_wherever_they_stand()
    {
        Hear("++-+++-++").Should().Be(NodeHealth.Up);
        Hear("-").Should().Be(NodeHealth.Down);
    }

    [Fact]
    public void Failures_that_lie_further_apart_are_forgiven()
    {
        Hear("++");
        for (var i = 0; i < 20; i++)
            Hear("-++++").Should().Be(NodeHealth.Up);
    }

    [Fact]
    public void Each_fall_within_ten_minutes_doubles_what_it_takes_to_rise()
    {
        Hear("++");
        foreach (var needed in new[] { 2, 4, 8, 16, 32, 64, 64 })
        {
            Hear("---").Should().Be(NodeHealth.Down);
            Hear(new string('+', needed - 1)).Should().Be(NodeHealth.Down, "{0} answers are asked for", needed);
            Hear("+").Should().Be(NodeHealth.Up);
            _time.Advance(TimeSpan.FromSeconds(5));
        }
    }

    [Fact]
    public void An_answer_too_little_begins_the_count_anew()
    {
        Hear("++---").Should().Be(NodeHealth.Down);
        Hear("+-+").Should().Be(NodeHealth.Down);
        Hear("+").Should().Be(NodeHealth.Up);
    }

    [Fact]
    public void After_ten_quiet_minutes_a_fall_is_the_first_again()
    {
        Hear("++---++---++++");
        _time.Advance(HealthMemory.FallsFor);
        Hear("---++").Should().Be(NodeHealth.Up);
    }

    [Fact]
    public void What_is_down_for_long_does_not_get_off_lighter()
    {
        Hear("++---++---").Should().Be(NodeHealth.Down);
        _time.Advance(HealthMemory.FallsFor * 2);
        Hear("+++").Should().Be(NodeHealth.Down);
        Hear("+").Should().Be(NodeHealth.Up);
    }

    [Fact]
    public void A_third_of_errors_comes_down_and_is_hardly_ever_up()
    {
        var random = new Random(7);
        var (up, seen) = (0, 0);
        for (var i = 0; i < 3600; i++)
        {
            var health = _memory.Hear(random.NextDouble() >= 0.3);
            // The rounds of two hours, after the first ten minutes.
            if (i >= 300)
                (up, seen) = (up + (health == NodeHealth.Up ? 1 : 0), seen + 1);
            _time.Advance(TimeSpan.FromSeconds(_memory.IsUndecided ? 1 : 5));
        }

        (up / (double)seen).Should().BeLessThan(0.05);
    }

    [Fact]
    public void What_may_decide_is_asked_for_soon()
    {
        _memory.IsUndecided.Should().BeFalse();
        Hear("+");
        _memory.IsUndecided.Should().BeTrue();
        Hear("+");
        _memory.IsUndecided.Should().BeFalse();
        Hear("-");
        _memory.IsUndecided.Should().BeTrue();
        Hear("+++++++++");
        _memory.IsUndecided.Should().BeTrue("two more failures would still decide");
        Hear("+");
        _memory.IsUndecided.Should().BeFalse();
        Hear("---");
        _memory.IsUndecided.Should().BeFalse("it is down, and answers nothing");
        Hear("+");
        _memory.IsUndecided.Should().BeTrue();
    }

    private NodeHealth Hear(string answers)
    {
        foreach (var answer in answers)
            _memory.Hear(answer == '+');
        return _memory.Health;
    }
}
