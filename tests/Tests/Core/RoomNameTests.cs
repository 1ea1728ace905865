using ConferenceGateway.Core;
using Xunit;

namespace ConferenceGateway.Tests.Core;

public sealed class RoomNameTests
{
    [Theory]
    [InlineData("Fraktion", "fraktion", "fraktion", "fraktion")]
    [InlineData("Тест", "тест", "%d1%82%d0%b5%d1%81%d1%82", "%D1%82%D0%B5%D1%81%D1%82")]
    [InlineData("%D0%A2%D0%B5%D1%81%D1%82", "тест", "%d1%82%d0%b5%d1%81%d1%82", "%D1%82%D0%B5%D1%81%D1%82")]
    [InlineData("%d0%a2%d0%b5%d1%81%d1%82", "тест", "%d1%82%d0%b5%d1%81%d1%82", "%D1%82%D0%B5%D1%81%D1%82")]
    [InlineData("Gro%C3%9Fe%20Runde", "große runde", "gro%c3%9fe%20runde", "gro%C3%9Fe%20runde")]
    [InlineData("Raum(2)!", "raum2", "raum2", "raum2")]
    [InlineData("Raum%20%282%29%21%2A%27", "raum (2)!*'", "raum%20(2)!*'", "raum%20%282%29%21%2A%27")]
    [InlineData("%F0%9F%98%80", "😀", "%f0%9f%98%80", "%F0%9F%98%80")]
    [InlineData("TITANIC", "titanic", "titanic", "titanic")]
    [InlineData("%C4%B0zmir", "i\u0307zmir", "i%cc%87zmir", "i%CC%87zmir")]
    [InlineData("ΟΔΟΣ", "οδος", "%ce%bf%ce%b4%ce%bf%cf%82", "%CE%BF%CE%B4%CE%BF%CF%82")]
    // J and a caron have no letter of their own, j and a caron do.
    [InlineData("J\u030c", "\u01f0", "%c7%b0", "%C7%B0")]
    [InlineData("100%", "100%", "100%25", "100%25")]
    [InlineData("%zz", "%zz", "%25zz", "%25zz")]
    [InlineData("50%25", "50%", "50%25", "50%25")]
    [InlineData("a+b", "ab", "ab", "ab")]
    [InlineData("a%2Bb", "a+b", "a%2bb", "a%2Bb")]
    [InlineData("v1.5", "v1.5", "v1.5", "v1.5")]
    [InlineData("a~b", "a~b", "a~b", "a~b")]
    [InlineData("%EF%BC%A6raktion", "fraktion", "fraktion", "fraktion")]
    public void A_path_gives_the_room_that_Jitsis_client_makes_of_it(string raw, string key, string backend, string link)
    {
        Assert.True(RoomName.TryParsePage("", raw, out var name, out var fault), fault.ToString());
        Assert.Equal(key, name.Key);
        Assert.Equal(key, name.Room);
        Assert.Equal(backend, name.Backend);
        Assert.Equal(link, name.Link);
        Assert.Equal(link, name.LinkRoom);
        Assert.Null(name.Tenant);
    }

    [Theory]
    [InlineData("fraktion", "fraktion")]
    [InlineData("%D1%82%D0%B5%D1%81%D1%82", "тест")]
    [InlineData("%d1%82%d0%b5%d1%81%d1%82", "тест")]
    [InlineData("%25d1%2582%25d0%25b5%25d1%2581%25d1%2582", "тест")]
    [InlineData("%25D1%2582%25D0%25B5%25D1%2581%25D1%2582", "тест")]
    [InlineData("gro%C3%9Fe+runde", "große runde")]
    [InlineData("gro%C3%9Fe%20runde", "große runde")]
    [InlineData("gro%25c3%259fe%2520runde", "große runde")]
    [InlineData("a%2Bb", "a+b")]
    [InlineData("a%252bb", "a+b")]
    [InlineData("100%25", "100%")]
    [InlineData("100%2525", "100%")]
    [InlineData("raum+%282%29", "raum (2)")]
    [InlineData("(2)", "(2)")]
    public void A_query_gives_the_room_that_the_client_means(string raw, string key)
    {
        Assert.True(RoomName.TryParseSignalling("", raw, out var name, out var fault), fault.ToString());
        Assert.Equal(key, name.Key);
    }

    [Theory]
    [InlineData("Fraktion", RoomNameFault.NotCanonical)]
    [InlineData("%D0%A2%D0%B5%D1%81%D1%82", RoomNameFault.NotCanonical)]
    [InlineData("cafe%CC%81", RoomNameFault.NotCanonical)]
    [InlineData("%EF%BC%8F", RoomNameFault.Slash)]
    [InlineData("", RoomNameFault.Empty)]
    [InlineData("+", RoomNameFault.Empty)]
    [InlineData("a+", RoomNameFault.OuterBlank)]
    [InlineData("a%252Fb", RoomNameFault.Slash)]
    [InlineData("a%25252Fb", RoomNameFault.StillEncoded)]
    [InlineData("%D0", RoomNameFault.Malformed)]
    [InlineData("%ED%A0%80", RoomNameFault.Malformed)]
    [InlineData("%C0%AF", RoomNameFault.Malformed)]
    [InlineData("%2A", RoomNameFault.Reserved)]
    [InlineData("metrics", RoomNameFault.Reserved)]
    public void A_query_that_no_client_sends_is_refused(string raw, RoomNameFault expected)
    {
        Assert.False(RoomName.TryParseSignalling("", raw, out var name, out var fault));
        Assert.Equal(expected, fault);
        Assert.Equal(default, name);
    }

    [Theory]
    [InlineData("", RoomNameFault.Empty)]
    [InlineData("(!)", RoomNameFault.Empty)]
    [InlineData("%20", RoomNameFault.Empty)]
    [InlineData("alpha%20", RoomNameFault.OuterBlank)]
    [InlineData("a%2Fb", RoomNameFault.Slash)]
    [InlineData("a%2fb", RoomNameFault.Slash)]
    [InlineData("a%252fb", RoomNameFault.StillEncoded)]
    // The colon is deleted, and a slash comes to light.
    [InlineData("a%2:Fb", RoomNameFault.Slash)]
    [InlineData("a%5Cb", RoomNameFault.Backslash)]
    [InlineData("a%00b", RoomNameFault.Control)]
    [InlineData("a%0Ab", RoomNameFault.Control)]
    [InlineData("a;b", RoomNameFault.Semicolon)]
    [InlineData("a%3Bb", RoomNameFault.Semicolon)]
    [InlineData("%2e%2e", RoomNameFault.Dots)]
    [InlineData("%2e", RoomNameFault.Dots)]
    [InlineData(".:.", RoomNameFault.Dots)]
    [InlineData("a..b", RoomNameFault.Dots)]
    [InlineData("%E2%84%80", RoomNameFault.Slash)]
    [InlineData("%2541", RoomNameFault.StillEncoded)]
    [InlineData("%D0%A2%", RoomNameFault.StillEncoded)]
    [InlineData("Config.JS", RoomNameFault.Reserved)]
    [InlineData("dialInInfo.html", RoomNameFault.Reserved)]
    [InlineData("close3.html", RoomNameFault.Reserved)]
    [InlineData("__jicofo-health-check-7", RoomNameFault.Reserved)]
    [InlineData("%2A", RoomNameFault.Reserved)]
    public void A_path_that_could_mean_two_things_is_refused(string raw, RoomNameFault expected)
    {
        Assert.False(RoomName.TryParsePage("", raw, out _, out var fault));
        Assert.Equal(expected, fault);
        Assert.False(RoomName.TryParsePage(raw.Length == 0 ? "%20" : raw, "fraktion", out _, out fault));
        Assert.Equal(expected, fault);
    }

    [Fact]
    public void A_tenant_is_part_of_the_name()
    {
        Assert.True(RoomName.TryParsePage("ACME%20S%C3%BCd", "Тест", out var name, out _));

        Assert.Equal("acme süd/тест", name.Key);
        Assert.Equal("acme süd", name.Tenant);
        Assert.Equal("тест", name.Room);
        Assert.Equal("acme%20s%c3%bcd", name.BackendTenant);
        Assert.Equal("acme%20s%C3%BCd/%D1%82%D0%B5%D1%81%D1%82", name.Link);
        Assert.Equal("acme%20s%C3%BCd", name.LinkTenant);
        Assert.True(RoomName.TryParsePage("", "Тест", out var other, out _));
        Assert.NotEqual(name, other);
        Assert.Equal("%d1%82%d0%b5%d1%81%d1%82", name.Backend);
        Assert.True(RoomName.TryParseTyped(" Acme Süd / Тест ", out var typed, out _));
        Assert.Equal(name, typed);
        Assert.Equal(name.GetHashCode(), typed.GetHashCode());
    }

    [Theory]
    [InlineData("Fraktion")]
    [InlineData("a/b/c")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("")]
    [InlineData("metrics")]
    [InlineData("metrics/a")]
    [InlineData("cafe\u0301")]
    [InlineData(" a")]
    public void Only_a_key_is_a_key(string text) => Assert.False(RoomName.TryParseKey(text, out _));

    [Fact]
    public void No_room_is_the_default()
    {
        Assert.Equal("", default(RoomName).Key);
        Assert.True(RoomName.IsUnicodeAvailable);
    }
}
