using System.Text.RegularExpressions;
using ConferenceGateway.Core;

namespace ConferenceGateway.Settings;

/// <summary>The keys that exist. A typing error in a key would otherwise be a setting that silently does nothing.</summary>
internal static partial class SettingKeys
{
    private static readonly string[] Known =
    [
        "MeetingUrl", "PortalUrl", "Urls", "Storage:Path",
        "Stop:AnnounceSeconds", "Stop:SocketSeconds", "Stop:LimitSeconds",
        "Log:Format", "Log:File", "Log:FileDays", "Log:Requests", "Log:RoomNames", "Log:StaticSample",
        "Tls:Certificates", "Tls:Certificates:#:Path", "Tls:Certificates:#:KeyPath", "Tls:Certificates:#:Password", "Tls:HstsDays", "Tls:ChallengeFolder",
        "TrustedProxies", "TrustedProxies:#",
        "Limits:ConnectionsPerSource", "Limits:HeadersSeconds", "Limits:HeaderKilobytes", "Limits:BodyMegabytes", "Limits:BodyBytesPerSecond",
        "SignIn:Passwords", "SignIn:PasswordLength", "SignIn:HashMebibytes", "SignIn:HashPasses",
        "SignIn:IdleMinutes", "SignIn:SessionDays", "SignIn:ProofMinutes", "SignIn:InvitationDays",
        "SignIn:WrongTriesPerAccount", "SignIn:WrongTriesPerSource", "SignIn:WrongTriesInAll",
        "Rooms:Claim", "Rooms:Unclaimed", "Rooms:MostOfOne", "Rooms:EmbeddedBy", "Rooms:EmbeddedBy:#", "Rooms:AppTicketHours",
        "Services", "Services:#:Name", "Services:#:Kind", "Services:#:Addresses", "Services:#:Addresses:#", "Services:#:Secret", "Services:#:SecretFile",
        "TrustedIssuers", "TrustedIssuers:#:Name", "TrustedIssuers:#:Issuer", "TrustedIssuers:#:Audience", "TrustedIssuers:#:Secret", "TrustedIssuers:#:SecretFile",
        "Audit:KeepDays", "Support:KeepDays", "History:KeepDays",
        "Placement:ExpectedPeople", "Placement:OnDraining",
        "WaysIn:Apps", "WaysIn:Apps:#",
        "Ice:Servers", "Ice:Servers:#", "Ice:Secret", "Ice:SecretFile", "Ice:User", "Ice:Password",
        "UserAgents:RulesFile",
        "SignIn:Providers", "SignIn:Providers:#:Name", "SignIn:Providers:#:DisplayName", "SignIn:Providers:#:Authority", "SignIn:Providers:#:ClientId",
        "SignIn:Providers:#:ClientSecret", "SignIn:Providers:#:ClientSecretFile", "SignIn:Providers:#:Scopes", "SignIn:Providers:#:NameClaim",
        "SignIn:Providers:#:RolesClaim", "SignIn:Providers:#:Chair:#", "SignIn:Providers:#:Auditor:#", "SignIn:Providers:#:Admin:#",
        "SignIn:Providers:#:CreatesAccounts", "SignIn:Providers:#:ProofAcr",
        "Operator:Name", "Operator:Logo", "Operator:Contact", "Operator:Imprint", "Operator:Privacy", "Operator:Accent",
        "Fleet:Shards",
        "Fleet:Shards:#:Name", "Fleet:Shards:#:Address", "Fleet:Shards:#:Prosody", "Fleet:Shards:#:Jicofo", "Fleet:Shards:#:Host",
        "Fleet:Shards:#:AnnouncedName", "Fleet:Shards:#:Authentication", "Fleet:Shards:#:Capacity", "Fleet:Shards:#:Bridges",
        "Fleet:Shards:#:Bridges:#:ServerId", "Fleet:Shards:#:Bridges:#:Address", "Fleet:Shards:#:Bridges:#:PrivateAddress",
        "Fleet:Shards:#:Bridges:#:Nickname", "Fleet:Shards:#:Bridges:#:Capacity",
        "Fleet:Shards:#:Chat:KeyFile", "Fleet:Shards:#:Chat:KeyId", "Fleet:Shards:#:Chat:Issuer", "Fleet:Shards:#:Chat:Audience", "Fleet:Shards:#:Chat:SignedBy",
        "Fleet:Shards:#:Token:Issuer", "Fleet:Shards:#:Token:Audience", "Fleet:Shards:#:Token:Subject", "Fleet:Shards:#:Token:Secret", "Fleet:Shards:#:Token:SecretFile",
        "Fleet:Shards:#:Reservations:Secret", "Fleet:Shards:#:Reservations:SecretFile", "Fleet:Shards:#:Reservations:Addresses", "Fleet:Shards:#:Reservations:Addresses:#",
    ];

    /// <summary>Sections of libraries, which know their own keys.</summary>
    private static readonly string[] Foreign = ["Serilog"];

    private static readonly HashSet<string> KnownSet = new(Known, StringComparer.OrdinalIgnoreCase);

    /// <summary>All keys of the gateway's own; <c>#</c> stands for a number.</summary>
    public static IReadOnlyList<string> All => Known;

    /// <summary>Adds a fault for each key of a file or the command line that does not exist.</summary>
    public static void Check(IConfiguration written, SettingFaults faults)
    {
        foreach (var (key, value) in written.AsEnumerable().OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            // A section has no value of its own.
            if (value is null && written.GetSection(key).GetChildren().Any())
                continue;
            // An empty object in a list: what it lacks is said by whoever reads it.
            if (string.IsNullOrEmpty(value) && Shape(key).EndsWith('#'))
                continue;
            if (Foreign.Contains(key.Split(':')[0], StringComparer.OrdinalIgnoreCase) || KnownSet.Contains(Shape(key)))
                continue;
            if (key.StartsWith("Kestrel:", StringComparison.OrdinalIgnoreCase))
            {
                faults.Add($"{key} is no setting; Urls and Tls:Certificates say where to listen.");
                continue;
            }

            if (Known.FirstOrDefault(known => known.StartsWith(Shape(key) + ":", StringComparison.OrdinalIgnoreCase)) is { } inside)
            {
                faults.Add($"{key} is a section; perhaps {inside.Replace("#", "0", StringComparison.Ordinal)} is meant.");
                continue;
            }

            var near = Known.MinBy(known => EditDistance.Of(known, Shape(key)))!;
            faults.Add(EditDistance.Of(near, Shape(key)) <= 3
                ? $"{key} is no setting; perhaps {near.Replace("#", "0", StringComparison.Ordinal)} is meant."
                : $"{key} is no setting; docs/configuration.md lists those that exist.");
        }
    }

    private static string Shape(string key) => Index().Replace(key, ":#");

    [GeneratedRegex(":[0-9]+(?=:|$)")]
    private static partial Regex Index();
}
