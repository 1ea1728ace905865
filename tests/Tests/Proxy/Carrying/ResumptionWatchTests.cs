using System.Text;
using AwesomeAssertions;
using ConferenceGateway.Proxy.Carrying;
using Xunit;

namespace ConferenceGateway.Tests.Proxy.Carrying;

/// <summary>The id under which a session can be taken up is what Prosody itself said, and nothing else.</summary>
public sealed class ResumptionWatchTests
{
    private const string Open = """<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' from='meet.test' id='open-id' version='1.0'/>""";
    private const string Enabled = "<enabled xmlns='urn:xmpp:sm:3' id='abc-1' resume='1' max='60'/>";

    [Fact]
    public void It_is_found_however_the_bytes_are_cut()
    {
        byte[] server = [.. Text(Open), .. Frames.Of(9, [], isMasked: false), .. Text("<success/>"), .. Text(Enabled)];
        for (var size = 1; size < server.Length; size++)
            Look(server, size).Should().Equal("abc-1");
    }

    [Fact]
    public void A_message_in_two_frames_is_one() =>
        Look([.. Frames.Of(1, Bytes(Enabled[..20]), isFinal: false, isMasked: false), .. Frames.Of(0, Bytes(Enabled[20..]), isMasked: false)], 7).Should().Equal("abc-1");

    [Theory]
    [InlineData("<message from='a@b/c'>" + Enabled + "</message>")]
    [InlineData("<enabledid='x'/>")]
    [InlineData("<enabled xmlns='urn:xmpp:sm:3' resume='1'/>")]
    [InlineData("<enabled xmlns='urn:xmpp:sm:3' id='")]
    [InlineData("<enabled xmlns='urn:xmpp:sm:3' id=''/>")]
    [InlineData("")]
    public void What_people_send_and_what_is_not_whole_does_not_count(string message) => Look(Text(message), 5).Should().BeEmpty();

    [Fact]
    public void After_some_kilobytes_nothing_is_looked_for() =>
        Look([.. Text($"<presence>{new string('x', 40_000)}</presence>"), .. Text(Enabled)], 4096).Should().BeEmpty();

    private static List<string> Look(byte[] server, int size)
    {
        var found = new List<string>();
        var watch = new ResumptionWatch(found.Add);
        _ = server.Chunk(size).All(piece => watch.Look(piece));
        return found;
    }

    private static byte[] Text(string message) => Frames.Of(1, Bytes(message), isMasked: false);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
