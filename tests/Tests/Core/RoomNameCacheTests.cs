using System.Globalization;
using ConferenceGateway.Core;
using Xunit;

namespace ConferenceGateway.Tests.Core;

public sealed class RoomNameCacheTests
{
    [Fact]
    public void A_known_spelling_is_found_without_allocating()
    {
        var cache = new RoomNameCache(100);
        var name = Parse("Acme", "%D0%A2%D0%B5%D1%81%D1%82");
        cache.Add("Acme", "%D0%A2%D0%B5%D1%81%D1%82", name);
        Assert.True(Find(cache));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var found = true;
        for (var i = 0; i < 1_000; i++)
            found &= Find(cache);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(found);
        Assert.Equal(0, allocated);

        static bool Find(RoomNameCache cache) =>
            cache.TryGet("Acme", "%D0%A2%D0%B5%D1%81%D1%82", out var hit) && hit.Backend == "%d1%82%d0%b5%d1%81%d1%82"
            && hit.Link.Length > 0;
    }

    [Fact]
    public void Tenant_and_room_are_not_mixed_up()
    {
        var cache = new RoomNameCache(10);
        cache.Add("a", "b", Parse("a", "b"));
        cache.Add("", "ab", Parse("", "ab"));

        Assert.False(cache.TryGet("", "a/b", out _));
        Assert.False(cache.TryGet("a", "", out _));
        Assert.False(cache.TryGet("ab", "", out _));
        Assert.True(cache.TryGet("", "ab", out var name));
        Assert.Equal("ab", name.Key);
    }

    [Fact]
    public void A_flood_neither_grows_it_nor_pushes_out_what_is_in_use()
    {
        var cache = new RoomNameCache(1_000);
        cache.Add("", "Fraktion", Parse("", "fraktion"));
        var flood = Parse("", "flood");
        for (var i = 0; i < 20_000; i++)
        {
            cache.Add("", string.Create(CultureInfo.InvariantCulture, $"Flood{i}"), flood);
            if (i % 100 == 0)
                Assert.True(cache.TryGet("", "Fraktion", out _), $"lost after {i}");
        }

        Assert.InRange(cache.Count, 1, 1_000);
        Assert.False(cache.TryGet("", "Flood1", out _));
    }

    [Fact]
    public void Many_threads_fill_it_without_growing_it()
    {
        var cache = new RoomNameCache(500);
        var flood = Parse("", "flood");
        Parallel.For(0, 8, thread =>
        {
            for (var i = 0; i < 5_000; i++)
            {
                var raw = string.Create(CultureInfo.InvariantCulture, $"F{thread}-{i}");
                cache.Add("", raw, flood);
                _ = cache.TryGet("", raw, out _);
            }
        });

        Assert.InRange(cache.Count, 1, 500 + 2 * 8);
    }

    [Fact]
    public void A_very_long_spelling_is_not_kept()
    {
        var cache = new RoomNameCache(10);
        var raw = string.Concat(Enumerable.Repeat("%61", 190));
        cache.Add("", raw, Parse("", raw));

        Assert.False(cache.TryGet("", raw, out _));
        Assert.Equal(0, cache.Count);
    }

    private static RoomName Parse(string tenant, string room)
    {
        Assert.True(RoomName.TryParsePage(tenant, room, out var name, out var fault), fault.ToString());
        return name;
    }
}
