using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using ConferenceGateway.Core;
using ConferenceGateway.Portal;
using ConferenceGateway.UserAgents;
using ConferenceGateway.UserAgents.Policy;

namespace ConferenceGateway.Browsers.Policy;

/// <summary>A rule as the API has it, and as it lies in the database. What is left out, or null, is not asked.</summary>
internal sealed record PolicyRuleBody
{
    [Description("jitsi or mumble; null: both.")]
    public string? Way { get; init; }

    [Description("blink, gecko, webkit, trident, edgehtml, presto, goanna, text or unknown.")]
    public string? Engine { get; init; }

    [Description("The name on the window, as \"Firefox\" or \"Samsung Internet\".")]
    public string? Brand { get; init; }

    [Description("The first major version, 1 to 9999: the brand's if there is one, else the engine's.")]
    public int? FromVersion { get; init; }

    [Description("The last major version.")]
    public int? ToVersion { get; init; }

    [Description("windows, macos, ios, android, chromeos, linux or unknown.")]
    public string? Os { get; init; }

    [Description("true: phones and tablets; false: all others.")]
    public bool? IsMobile { get; init; }

    [Description("true: windows inside of other apps; false: all others.")]
    public bool? IsInApp { get; init; }

    [Description("The first day, as 2027-03-04, by the clock of the gateway's machine.")]
    public string? FromDay { get; init; }

    [Description("The last day.")]
    public string? UntilDay { get; init; }

    [Required]
    [Description("works, limits, cannot or blocked.")]
    public string? Outcome { get; init; }

    [Description("The sentence that a member reads, at most 200 characters; needed unless the outcome is works.")]
    public string? German { get; init; }

    [Description("The same in English.")]
    public string? English { get; init; }

    [Description("Who decided it, at most 80 characters; needed if the outcome is blocked.")]
    public string? DecidedBy { get; init; }

    /// <summary>As it is written.</summary>
    public static PolicyRuleBody Of(PolicyRule rule) => new()
    {
        Way = rule.Way is { } way ? PolicyNames<BrowserWay>.Of(way) : null,
        Engine = rule.Engine is { } engine ? PolicyNames<Engine>.Of(engine) : null,
        Brand = rule.Brand,
        FromVersion = rule.FromVersion,
        ToVersion = rule.ToVersion,
        Os = rule.Os is { } os ? PolicyNames<Os>.Of(os) : null,
        IsMobile = rule.IsMobile,
        IsInApp = rule.IsInApp,
        FromDay = PolicyDay.Of(rule.FromDay),
        UntilDay = PolicyDay.Of(rule.UntilDay),
        Outcome = PolicyNames<Outcome>.Of(rule.Outcome),
        German = rule.German,
        English = rule.English,
        DecidedBy = rule.DecidedBy,
    };

    /// <summary>The rule; null where a word in it is none of ours, and <paramref name="fault"/> names the field and the words there are.</summary>
    public PolicyRule? Read(int number, out Text? fault)
    {
        fault = NotOne<BrowserWay>(number, "way", Way) ?? NotOne<Engine>(number, "engine", Engine) ?? NotOne<Os>(number, "os", Os)
            ?? (Outcome is null ? Missing(number) : NotOne<Outcome>(number, "outcome", Outcome))
            ?? NoDay(number, "fromDay", FromDay) ?? NoDay(number, "untilDay", UntilDay);
        return fault is not null ? null : new()
        {
            Way = PolicyNames<BrowserWay>.Find(Way),
            Engine = PolicyNames<Engine>.Find(Engine),
            Brand = Brand,
            FromVersion = FromVersion,
            ToVersion = ToVersion,
            Os = PolicyNames<Os>.Find(Os),
            IsMobile = IsMobile,
            IsInApp = IsInApp,
            FromDay = PolicyDay.Read(FromDay),
            UntilDay = PolicyDay.Read(UntilDay),
            Outcome = PolicyNames<Outcome>.Find(Outcome)!.Value,
            German = German ?? "",
            English = English ?? "",
            DecidedBy = DecidedBy,
        };
    }

    private static Text Missing(int number) => Text.Same($"Rule {number}, outcome: it is missing. There are {string.Join(", ", PolicyNames<Outcome>.All)}.");

    private static Text? NotOne<T>(int number, string field, string? written)
        where T : struct, Enum => written is null || PolicyNames<T>.Find(written) is not null ? null
        : Text.Same($"Rule {number}, {field}: there is no \"{Short(written)}\". There are {string.Join(", ", PolicyNames<T>.All)}.");

    private static Text? NoDay(int number, string field, string? written) => written is null || PolicyDay.Read(written) is not null ? null
        : Text.Same($"Rule {number}, {field}: \"{Short(written)}\" is no day. A day is written as 2027-03-04.");

    private static string Short(string written) => OneLine.Of(written.Length > 40 ? written[..40] + "…" : written);
}

/// <summary>Days as they are written: <c>2027-03-04</c>.</summary>
internal static class PolicyDay
{
    public static string? Of(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The day; null: it is none.</summary>
    public static DateOnly? Read(string? written) =>
        DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
