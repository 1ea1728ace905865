using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ConferenceGateway.Core;
using Xunit;

namespace ConferenceGateway.Tests.Core;

public sealed partial class RoomNameBadInputTests
{
    public static TheoryData<string> Payloads()
    {
        // Lines, not texts: a runner cannot carry lone surrogates and control characters in a test's name.
        var data = new TheoryData<string>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Core", "room_names.txt")))
        {
            if (!line.StartsWith("# ", StringComparison.Ordinal))
                data.Add(line);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public void A_name_that_is_typed_has_one_key_or_one_fault(string line)
    {
        var (payload, expected) = Read(line);
        _ = RoomName.TryParseTyped(payload, out var name, out var fault);
        Check(expected, name, fault);
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public void The_same_name_as_an_encoded_path_has_the_same_key_or_fault(string line)
    {
        var (payload, expected) = Read(line);
        var segment = new StringBuilder();
        for (var at = 0; at < payload.Length; at++)
        {
            if (!Rune.TryGetRuneAt(payload, at, out var rune))
            {
                segment.Append(payload[at]);
                continue;
            }

            foreach (var b in Encoding.UTF8.GetBytes(rune.ToString()))
                segment.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
            at += rune.Utf16SequenceLength - 1;
        }

        _ = RoomName.TryParsePage("", segment.ToString(), out var name, out var fault);
        Check(expected, name, fault);
    }

    [Theory]
    [InlineData("a", 1, RoomNameFault.None)]
    [InlineData("a", 200, RoomNameFault.None)]
    [InlineData("a", 201, RoomNameFault.TooLong)]
    [InlineData("a", 255, RoomNameFault.TooLong)]
    [InlineData("a", 4_096, RoomNameFault.TooLong)]
    [InlineData("a", 4_097, RoomNameFault.TooLong)]
    [InlineData("a", 10_000_000, RoomNameFault.TooLong)]
    [InlineData("a\u0300", 128, RoomNameFault.None)]
    [InlineData("%61", 200, RoomNameFault.None)]
    [InlineData("%61", 201, RoomNameFault.TooLong)]
    [InlineData("\u1112\u1161\u11ab", 113, RoomNameFault.None)]
    // Each becomes 18 characters, which are 99 bytes of the room's XMPP address; that has 1023.
    [InlineData("\ufdfa", 10, RoomNameFault.None)]
    [InlineData("\ufdfa", 11, RoomNameFault.TooLong)]
    // Nine bytes each.
    [InlineData("字", 113, RoomNameFault.None)]
    [InlineData("字", 114, RoomNameFault.TooLong)]
    public void A_name_has_a_greatest_length(string piece, int times, RoomNameFault expected)
    {
        _ = RoomName.TryParsePage("", string.Concat(Enumerable.Repeat(piece, times)), out _, out var fault);
        Assert.Equal(expected, fault);
    }

    [Fact]
    public void A_tenant_shares_the_rooms_XMPP_address()
    {
        // [ and ] and nine bytes for each of the characters: 2 + 9 × 113 = 1019.
        Assert.True(RoomName.TryParsePage(new string('字', 100), new string('字', 13), out _, out _));
        Assert.False(RoomName.TryParsePage(new string('字', 100), new string('字', 14), out _, out var fault));
        Assert.Equal(RoomNameFault.TooLong, fault);
    }

    private static (string Payload, string Expected) Read(string line)
    {
        var parts = line.Split('\t');
        return (Unescape(parts[0]), Unescape(parts[1]));
    }

    private static string Unescape(string text) => Escape().Replace(text, match => match.Value switch
    {
        "\\t" => "\t",
        "\\r" => "\r",
        "\\n" => "\n",
        "\\\\" => "\\",
        _ => Character(Convert.ToInt32(match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value, 16)),
    });

    private static string Character(int value) =>
        value <= char.MaxValue ? ((char)value).ToString() : char.ConvertFromUtf32(value);

    private static void Check(string expected, RoomName name, RoomNameFault fault)
    {
        if (fault == RoomNameFault.None)
            Assert.Equal(expected, name.Key);
        else
            Assert.Contains(fault.ToString(), expected.Split('|'));
    }

    [GeneratedRegex(@"\\(?:x([0-9a-fA-F]{2})|u\{([0-9a-fA-F]+)\}|[trn\\])")]
    private static partial Regex Escape();
}
