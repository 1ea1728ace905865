using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Proxy;

public sealed class RoomPageTests
{
    [Fact]
    public async Task A_page_comes_from_a_shard_and_two_rooms_come_from_two()
    {
        await using var lab = await LabFleet.StartAsync(["alpha", "beta"]);
        await using var gateway = await TestGateway.StartAsync(lab.Shards);
        using var client = gateway.CreateClient();

        var first = await client.GetStringAsync("/plenum");
        var again = await client.GetStringAsync("/plenum");
        var second = await client.GetStringAsync("/vorstand");

        first.Should().Contain("""<meta name="lab-shard" content="alpha">""");
        again.Should().Contain("""<meta name="lab-shard" content="alpha">""");
        second.Should().Contain("""<meta name="lab-shard" content="beta">""");
    }

    [Fact]
    public async Task Another_spelling_is_sent_to_the_one_spelling()
    {
        await using var lab = await LabFleet.StartAsync(["alpha"]);
        await using var gateway = await TestGateway.StartAsync(lab.Shards);
        using var client = gateway.CreateClient();

        var answer = await client.GetAsync("/%D0%A2%D0%B5%D1%81%D1%82?x=1");

        answer.StatusCode.Should().Be(HttpStatusCode.Found);
        answer.Headers.Location.Should().Be(new Uri("http://meet.test/%D1%82%D0%B5%D1%81%D1%82?x=1"));
    }
}
