using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Proxy;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace ConferenceGateway.Tests.Proxy;

public sealed class RequestTargetTests
{
    private static readonly string[] Pieces =
    [
        "/", "//", "\\", ".", "..", "%2e", "%2E%2e", "%2f", "%2F", "%5c", "%5C", "%25", "%252f", "%00", "%0a", ";", "?", "#", "&", "=", "%", "%zz",
        "a", "static", "libs", "config.js", "http-bind", "xmpp-websocket", "conference-request", "v1", "colibri-ws", "bridge-1", "etherpad", "socket.io",
        "-", "health", "acme", "тест", "%D1%82", "\uff0f", "\ud800", " ", "\t", "\0", "http://meet.test", "room=a", "*", "@", ":",
    ];

    /// <summary>Targets put together from what matters in them.</summary>
    public static Arbitrary<string> Targets() => Gen.Elements(Pieces).ListOf()
        .Select(parts => "/" + string.Concat(parts))
        .ToArbitrary();

    [Theory]
    [InlineData("/", nameof(Surface.Start), "", "/")]
    [InlineData("/?room=x", nameof(Surface.Start), "", "/")]
    [InlineData("/-/check", nameof(Surface.Own), "", "/-/check")]
    [InlineData("/plenum", nameof(Surface.Page), "", "/plenum")]
    [InlineData("/plenum/", nameof(Surface.Page), "", "/plenum/")]
    [InlineData("/acme/plenum", nameof(Surface.Page), "acme", "/plenum")]
    [InlineData("/acme/http-bind?room=x", nameof(Surface.Bosh), "acme", "/http-bind")]
    [InlineData("/acme/libs/a/b.js", nameof(Surface.Static), "acme", "/libs/a/b.js")]
    [InlineData("/libs/a/b.js", nameof(Surface.Static), "", "/libs/a/b.js")]
    [InlineData("/etherpad/", nameof(Surface.Etherpad), "", "/etherpad/")]
    [InlineData("/conference-request/v1", nameof(Surface.ConferenceRequest), "", "/conference-request/v1")]
    [InlineData("/colibri-ws/a/b/c?pwd=x", nameof(Surface.Colibri), "", "/colibri-ws/a/b/c")]
    [InlineData("http://meet.test/acme/plenum?x", nameof(Surface.Page), "acme", "/plenum")]
    [InlineData("/a/b/c", nameof(Surface.None), "", "/a/b/c")]
    public void A_target_is_read_into_its_parts(string raw, string surface, string tenant, string inner)
    {
        var target = RequestTarget.Read(raw);

        target.Surface.ToString().Should().Be(surface);
        target.Tenant.ToString().Should().Be(tenant);
        target.Inner.ToString().Should().Be(inner);
        target.QueryWithMark.ToString().Should().Be(raw.Contains('?') ? raw[raw.IndexOf('?')..] : "");
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("meet.test:80")]
    [InlineData("http://meet.test")]
    [InlineData("://")]
    public void A_target_without_a_path_is_nothing(string raw) => RequestTarget.Read(raw).Surface.Should().Be(Surface.None);

    [Theory]
    [InlineData("//plenum", RoomNameFault.Slash)]
    [InlineData("/a%2fb", RoomNameFault.Slash)]
    [InlineData("/a\\b", RoomNameFault.Backslash)]
    [InlineData("/a%5Cb", RoomNameFault.Backslash)]
    [InlineData("/../b", RoomNameFault.Dots)]
    [InlineData("/a/.%2E", RoomNameFault.Dots)]
    [InlineData("/%2e", RoomNameFault.Dots)]
    [InlineData("/a%00", RoomNameFault.Control)]
    [InlineData("/a%7F", RoomNameFault.Control)]
    [InlineData("/a b", RoomNameFault.Control)]
    [InlineData("/plenum?\u00e9", RoomNameFault.Control)]
    public void A_path_that_can_be_read_in_two_ways_is_refused(string raw, RoomNameFault fault)
    {
        var target = RequestTarget.Read(raw);

        target.Surface.Should().Be(Surface.Refused);
        target.Fault.Should().Be(fault);
    }

    [Property(MaxTest = 5_000)]
    public bool Any_text_can_be_read(string? text)
    {
        var target = RequestTarget.Read(text ?? "");
        return Enum.IsDefined(target.Surface) && IsHarmless(target);
    }

    [Property(MaxTest = 20_000, Arbitrary = [typeof(RequestTargetTests)])]
    public bool No_forwarded_path_hides_a_slash_a_backslash_or_a_step(string raw) => IsHarmless(RequestTarget.Read(raw));

    [Property(MaxTest = 20_000, Arbitrary = [typeof(RequestTargetTests)])]
    public bool What_goes_upstream_is_plain_text(string raw)
    {
        var target = RequestTarget.Read(raw);
        var path = UpstreamPaths.File(target);
        return target.Surface is not (Surface.Static or Surface.Etherpad or Surface.SocketIo) ||
            (PathRules.IsPlainText(path) && !path.Contains("//", StringComparison.Ordinal) | path.Contains('?') && path[0] == '/');
    }

    private static bool IsHarmless(in RequestTarget target)
    {
        if (target.Surface is Surface.None or Surface.Refused or Surface.Start or Surface.Own)
            return true;
        var path = target.Path.ToString();
        var decoded = Uri.UnescapeDataString(path);
        return !decoded.Contains('\\') && decoded.Count(c => c == '/') == path.Count(c => c == '/') && !decoded.Contains('\0') &&
            !decoded.Split('/').Any(segment => segment is "." or "..") && !path.Contains("//", StringComparison.Ordinal);
    }
}
