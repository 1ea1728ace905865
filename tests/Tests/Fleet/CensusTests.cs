using System.Net;
using System.Text;
using AwesomeAssertions;
using ConferenceGateway.Fleet.Asking;
using ConferenceGateway.Fleet.Prosody;
using Xunit;

namespace ConferenceGateway.Tests.Fleet;

public sealed class CensusTests
{
    [Fact]
    public void Rooms_with_somebody_in_them_are_counted_by_their_names()
    {
        var census = Read("""
            {"room_census":[
              {"room_name":"plenum@conference.meet.test","participants":5,"created_time":"1700000000000","leaked":false},
              {"room_name":"[acme]%d1%82@conference.meet.test","participants":2,"created_time":"1"},
              {"room_name":"empty@conference.meet.test","participants":0},
              {"room_name":"3f1c@breakout.meet.test","participants":3},
              {"room_name":"__jicofo-health-check-1@conference.meet.test","participants":1},
              {"room_name":"less@conference.meet.test","participants":-4},
              {"participants":9}, 5]}
            """)!;

        census.Rooms!.ToDictionary(pair => pair.Key.Key, pair => pair.Value).Should().BeEquivalentTo(
            new Dictionary<string, int> { ["plenum"] = 5, ["acme/т"] = 2 });
        (census.People, census.Count, census.Odd).Should().Be((7, 2, 1));
    }

    [Theory]
    [InlineData("""{"room_census":[]}""")]
    [InlineData("[]")]
    public void An_empty_census_is_a_census(string json)
    {
        var census = Read(json)!;

        census.Rooms.Should().BeEmpty();
        census.People.Should().Be(0);
    }

    [Fact]
    public void More_rooms_than_are_kept_are_counted()
    {
        var text = new StringBuilder("""{"room_census":[""");
        for (var i = 0; i <= Census.MostRooms; i++)
            text.Append(i == 0 ? "" : ",").Append("{\"room_name\":\"r").Append(i).Append("@conference.x\",\"participants\":1}");

        var census = Read(text.Append("]}").ToString())!;

        census.Rooms.Should().BeNull();
        census.Count.Should().Be(Census.MostRooms + 1);
        census.People.Should().Be(Census.MostRooms + 1);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1e9")]
    [InlineData("\"many\"")]
    [InlineData("[3,{}]")]
    [InlineData("null")]
    public void A_number_of_people_that_cannot_be_leaves_out_its_room_alone(string people)
    {
        var census = Read($$"""{"room_census":[{"participants":{{people}},"room_name":"odd@conference.x"},{"room_name":"plenum@conference.x","participants":5}]}""")!;

        census.Rooms!.Keys.Select(room => room.Key).Should().Equal("plenum");
        (census.People, census.Count, census.Odd).Should().Be((5, 1, 1));
    }

    [Fact]
    public void More_people_than_can_be_are_no_census()
    {
        var rooms = Enumerable.Range(0, 11).Select(room => $$"""{"room_name":"r{{room}}@conference.x","participants":100000}""");
        var read = () => Read($$"""{"room_census":[{{string.Join(',', rooms)}}]}""");

        read.Should().Throw<SourceException>().WithMessage("counts 1100000 people, which is more than can be");
    }

    [Fact]
    public void Half_a_census_is_none()
    {
        var read = () => Read("""{"room_census":[{"room_name":"plenum@conference.x","participants":5},""");

        read.Should().Throw<System.Text.Json.JsonException>();
    }

    [Theory]
    [InlineData("""{"error":"not here","code":[]}""")]
    [InlineData("""{"room_census":null}""")]
    [InlineData("""[{"room_name":"plenum@conference.x","participants":5}]""")]
    public void What_is_no_census_is_not_taken_for_nobody(string json)
    {
        var read = () => Read(json);

        read.Should().Throw<SourceException>().WithMessage("answers with something else than a census");
        Read(json, isOwn: false).Should().BeNull("the shard's web server answers what it likes");
    }

    private static Census.Counted? Read(string json, bool isOwn = true)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(buffer, 0);
        using var answer = new Answer(HttpStatusCode.OK, null, buffer, bytes.Length);
        return new Census(isOwn).Read(answer);
    }
}
