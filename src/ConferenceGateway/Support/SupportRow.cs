using ConferenceGateway.Browsers.Check;
using ConferenceGateway.Portal;
using ConferenceGateway.UserAgents;

namespace ConferenceGateway.Support;

/// <summary>What the database has. Dapper wants <c>init</c> properties on SQLite.</summary>
internal sealed record SupportRow
{
    public const string Columns = """
        code, id, made_ms AS MadeMs, verdict, said_de AS SaidDe, said_en AS SaidEn, rule, policy_version AS PolicyVersion,
        engine, engine_major AS EngineMajor, brand, brand_major AS BrandMajor, os, os_version AS OsVersion,
        is_mobile AS IsMobile, is_in_app AS IsInApp, app, probes, devices, shard
        """;

    public string Code { get; init; } = "";
    public string Id { get; init; } = "";
    public long MadeMs { get; init; }
    public string Verdict { get; init; } = "";
    public string SaidDe { get; init; } = "";
    public string SaidEn { get; init; } = "";
    public int Rule { get; init; }
    public int PolicyVersion { get; init; }
    public string Engine { get; init; } = "";
    public int EngineMajor { get; init; }
    public string? Brand { get; init; }
    public int BrandMajor { get; init; }
    public string Os { get; init; } = "";
    public int OsVersion { get; init; }
    public bool IsMobile { get; init; }
    public bool IsInApp { get; init; }
    public string? App { get; init; }
    public string? Probes { get; init; }
    public string? Devices { get; init; }
    public string? Shard { get; init; }

    public static SupportRow Of(SupportCode code, string id, SupportEntry entry) => new()
    {
        Code = code.Text,
        Id = id,
        MadeMs = entry.At.ToUnixTimeMilliseconds(),
        Verdict = entry.Kind.ToString(),
        SaidDe = entry.Said.German,
        SaidEn = entry.Said.English,
        Rule = entry.Rule,
        PolicyVersion = entry.PolicyVersion,
        Engine = entry.Browser.Engine.ToString(),
        EngineMajor = entry.Browser.EngineMajor,
        Brand = entry.Browser.Brand,
        BrandMajor = entry.Browser.BrandMajor,
        Os = entry.Browser.Os.ToString(),
        OsVersion = entry.Browser.OsVersion,
        IsMobile = entry.Browser.IsMobile,
        IsInApp = entry.Browser.IsInApp,
        App = entry.Browser.App,
        Probes = entry.Probes,
        Devices = entry.Devices,
        Shard = entry.Shard,
    };

    /// <summary>Null where the code is none: only this program writes here, but a person may have.</summary>
    public StoredSupport? ToStored() => !SupportCode.TryParse(Code, out var code) ? null : new(code, Id, new SupportEntry
    {
        At = DateTimeOffset.FromUnixTimeMilliseconds(MadeMs),
        // What a later version wrote, and this one does not know, is the default.
        Kind = Enum.TryParse<VerdictKind>(Verdict, out var kind) ? kind : VerdictKind.Works,
        Said = new Text(SaidDe, SaidEn),
        Rule = Rule,
        PolicyVersion = PolicyVersion,
        Browser = new Browser
        {
            Engine = Enum.TryParse<Engine>(Engine, out var engine) ? engine : default,
            EngineMajor = EngineMajor,
            Brand = Brand,
            BrandMajor = BrandMajor,
            Os = Enum.TryParse<Os>(Os, out var os) ? os : default,
            OsVersion = OsVersion,
            IsMobile = IsMobile,
            IsInApp = IsInApp,
            App = App,
        },
        Probes = Probes,
        Devices = Devices,
        Shard = Shard,
    });
}
