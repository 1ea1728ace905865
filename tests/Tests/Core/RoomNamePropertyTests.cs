using System.Globalization;
using ConferenceGateway.Core;
using FsCheck;
using FsCheck.Xunit;
using Xunit;

namespace ConferenceGateway.Tests.Core;

public sealed class RoomNamePropertyTests
{
    [Property(MaxTest = 2_000)]
    public bool The_key_of_a_key_is_itself(NonNull<string> text) =>
        !RoomName.TryParseTyped(text.Get, out var name, out _)
        || (RoomName.TryParseKey(name.Key, out var stored) && stored == name
            && RoomName.TryParseTyped(name.Key, out var typed, out _) && typed == name);

    [Property(MaxTest = 2_000)]
    public bool A_link_leads_to_its_room_and_is_its_own_link(NonNull<string> text) =>
        !RoomName.TryParseTyped(text.Get, out var name, out _)
        || (RoomName.TryParsePage(name.LinkTenant, name.LinkRoom, out var linked, out _) && linked == name
            && linked.Link == name.Link);

    [Property(MaxTest = 2_000)]
    public bool A_query_of_today_and_one_of_old_name_the_same_room(NonNull<string> text)
    {
        if (!RoomName.TryParseTyped(text.Get, out var name, out _))
            return true;
        var today = Uri.EscapeDataString(name.Room).Replace("%20", "+", StringComparison.Ordinal);
        var old = Uri.EscapeDataString(name.Backend);
        return RoomName.TryParseSignalling(name.LinkTenant, today, out var first, out _) && first == name
            && RoomName.TryParseSignalling(name.LinkTenant, old, out var second, out _) && second == name;
    }

    [Property(MaxTest = 2_000)]
    public bool No_text_throws_and_no_fault_comes_with_a_name(string? tenant, string? room)
    {
        var isPage = RoomName.TryParsePage(tenant, room, out var page, out var pageFault);
        var isQuery = RoomName.TryParseSignalling(tenant, room, out var query, out var queryFault);
        return isPage == (pageFault == RoomNameFault.None) && isPage == (page != default)
            && isQuery == (queryFault == RoomNameFault.None) && isQuery == (query != default);
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("az")]
    [InlineData("lt")]
    [InlineData("de")]
    [InlineData("")]
    public void A_name_is_the_same_in_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            foreach (var (raw, key) in new[]
                { ("TITANIC", "titanic"), ("İI", "i\u0307i"), ("ÌĮ\u0300", "ìį\u0300"), ("ΣΑΣ", "σας"), ("Iı%49", "iıi"), ("METRICS-I", "metrics-i") })
            {
                Assert.True(RoomName.TryParsePage("", raw, out var name, out _));
                Assert.Equal(key, name.Key);
            }

            Assert.False(RoomName.TryParsePage("", "STATIC", out _, out var fault));
            Assert.Equal(RoomNameFault.Reserved, fault);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
