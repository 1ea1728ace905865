using System.Text;
using ConferenceGateway.SelfTest;
using ConferenceGateway.SelfTest.Lint;

namespace ConferenceGateway.Tests.SelfTest.Lint;

/// <summary>Files of shards, and short ways to lint them.</summary>
internal static class LintSamples
{
    public const string Wired = """
        hosts: { domain: 'rooms.verein.de', muc: 'conference.rooms.verein.de' },
        bosh: 'https://rooms.verein.de/http-bind', websocket: 'wss://rooms.verein.de/xmpp-websocket',
        """;

    /// <summary>What keeps the lint from speaking of what is not asked about.</summary>
    public const string Quiet = "p2p: { stunServers: [] }, gravatar: { disabled: true }, toolbarButtons: ['chat'],";

    public static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "SelfTest", "Lint", "samples", name));

    public static ShardFiles Files(string? config, string? page = "<html></html>", string? interfaceConfig = null, string? announced = null, string host = "rooms.verein.de") => new()
    {
        Subject = "shard a",
        MeetingUrl = new Uri("https://rooms.verein.de/"),
        Host = host,
        AnnouncedName = announced,
        Page = page,
        Config = Bytes(config),
        InterfaceConfig = Bytes(interfaceConfig),
    };

    /// <summary>The findings about a whole <c>config.js</c>.</summary>
    public static IReadOnlyList<Finding> Of(string config) => ShardLint.Read(Files(config));

    /// <summary>The findings about a <c>config.js</c> in which all is right, and these keys and lines more.</summary>
    public static IReadOnlyList<Finding> With(string keys, string lines = "") => Of($"var config = {{\n{Wired}\n{Quiet}\n{keys}\n}};\n{lines}");

    public static ReadOnlyMemory<byte>? Bytes(string? text) => text is null ? (ReadOnlyMemory<byte>?)null : Encoding.UTF8.GetBytes(text);
}
