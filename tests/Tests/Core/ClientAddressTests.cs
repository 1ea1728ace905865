using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Core;
using Xunit;

namespace ConferenceGateway.Tests.Core;

public sealed class ClientAddressTests
{
    private static readonly string?[] Addresses =
    [
        null, "192.0.2.1", "192.0.2.200", "192.0.3.1", "::ffff:192.0.2.77", "255.255.255.255", "0.0.0.0", "2001:db8:1:2::1", "2001:db8:1:3::1",
        "2001:db8:2::1", "2002:c000:201::1", "2002:c000:2ff:9::1", "2002:c000:301::1", "::1", "::ffff:0:0", "fe80::1%3",
    ];

    [Theory]
    [InlineData("192.0.2.200", "192.0.2.0/24")]
    [InlineData("::ffff:192.0.2.77", "192.0.2.0/24")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1::/48")]
    [InlineData("2002:c000:2ff:9::1", "2002:c000:200::/40")]
    public void It_is_written_without_the_household(string address, string masked) =>
        ClientAddress.Masked(IPAddress.Parse(address)).Should().Be(masked);

    [Fact]
    public void As_a_number_a_network_is_the_same_as_in_words()
    {
        var all = Addresses.Select(text => text is null ? null : IPAddress.Parse(text)).ToList();
        foreach (var one in all)
        {
            foreach (var other in all)
                (ClientAddress.Network(one) == ClientAddress.Network(other)).Should().Be(ClientAddress.Masked(one) == ClientAddress.Masked(other), $"{one} and {other}");
        }
    }

    [Fact]
    public void As_a_number_it_costs_no_memory()
    {
        var address = IPAddress.Parse("::ffff:192.0.2.77");
        ClientAddress.Network(address);
        var before = GC.GetAllocatedBytesForCurrentThread();
        ClientAddress.Network(address);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }
}
