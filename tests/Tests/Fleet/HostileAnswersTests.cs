using System.Net;
using System.Text;
using AwesomeAssertions;
using ConferenceGateway.Fleet.Asking;
using ConferenceGateway.Fleet.Bridges;
using ConferenceGateway.Fleet.Jicofo;
using ConferenceGateway.Fleet.Prosody;
using Xunit;

namespace ConferenceGateway.Tests.Fleet;

/// <summary>What somebody answers who means harm, read without a server.</summary>
public sealed class HostileAnswersTests
{
    private const string Deep = """{"room_census":""";

    [Fact]
    public async Task A_long_run_of_blanks_costs_no_more_than_as_many_letters()
    {
        // Looked back through from each of its blanks, it would take hours.
        var text = Encoding.UTF8.GetBytes($$"""{"stress":{{new string(' ', 4 * 1024 * 1024)}}NaN}""");

        var quoted = await Task.Run(() => OddNumbers.Quoted(text)).WaitAsync(TimeSpan.FromSeconds(30));

        quoted!.Length.Should().Be(text.Length + 2);
        quoted.AsSpan().EndsWith("\"NaN\"}"u8).Should().BeTrue();
    }

    [Fact]
    public void People_beyond_all_numbers_do_not_make_a_shard_look_empty()
    {
        // Added up they are less than nothing.
        var meetings = string.Join(',', Enumerable.Range(0, 2_500).Select(meeting => $"\"m{meeting}\":1000000"));

        var seen = Read("""{"bridge_selector":{"bridge":{"b@x/jvb-1":{"drain":true}}},"focus_manager":{""" + meetings + "}}", new JicofoView(isOwn: true).Read)!;

        seen.IsOdd.Should().BeTrue();
        (seen.People ?? seen.Rooms).Should().BeNull();
        seen.Bridges["jvb-1"].IsDraining.Should().BeTrue("the rest counts");
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("1e99")]
    [InlineData("\"many\"")]
    [InlineData("100001")]
    public void Counts_that_cannot_be_are_named(string participants)
    {
        var json = $$"""{"conferences":1,"participants":{{participants}}}""";

        var read = () => Read(json, new JicofoStats(isOwn: true).Read);

        read.Should().Throw<SourceException>().WithMessage("counts participants that cannot be");
        Read(json, new JicofoStats(isOwn: false).Read).Should().BeNull("the web server's page is not Jicofo's");
    }

    [Fact]
    public void What_is_nested_too_deep_is_no_answer()
    {
        var deep = Deep + new string('[', 200_000) + new string(']', 200_000) + "}";

        foreach (var read in (Action[])[
            () => Read(deep, new Census(isOwn: true).Read), () => Read(deep, new JicofoView(isOwn: true).Read), () => Read(deep, new JicofoStats(isOwn: true).Read),
            () => Read(deep, BridgeFigures.Read), () => Read(deep, BridgeRooms.Read), () => Read(deep, DrainFlag.Read)])
            read.Should().Throw<System.Text.Json.JsonException>();
    }

    [Fact]
    public void Marks_that_turn_the_writing_round_do_not_come_into_a_fault()
    {
        var seen = Read("""{"bridge_selector":{"bridge":{"b@x/jvb-1":{"relay-id":"\u202Ea\nb\u001b"}}}}""", new JicofoView(isOwn: true).Read)!;

        seen.Bridges["jvb-1"].RelayId.Should().Be("·a·b·");
        new ReportFault("key", "says \u202E\r\n" + new string('x', 1_000)).Text.Should().HaveLength(401).And.StartWith("says ···");
    }

    private static T? Read<T>(string json, ReadAnswer<T> read)
        where T : class
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(buffer, 0);
        using var answer = new Answer(HttpStatusCode.OK, null, buffer, bytes.Length);
        return read(answer);
    }
}
