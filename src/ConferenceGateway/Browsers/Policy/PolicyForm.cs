using System.Globalization;
using ConferenceGateway.Portal;
using ConferenceGateway.UserAgents;
using ConferenceGateway.UserAgents.Policy;

namespace ConferenceGateway.Browsers.Policy;

/// <summary>The form of one rule: what stands in its fields, as typed, and what is wrong with that.</summary>
public sealed class PolicyForm
{
    public const string Way = "way";
    public const string Engine = "engine";
    public const string Brand = "brand";
    public const string From = "from";
    public const string To = "to";
    public const string Os = "os";
    public const string Device = "device";
    public const string App = "app";
    public const string FromDay = "fromDay";
    public const string UntilDay = "untilDay";
    public const string Outcome = "outcome";
    public const string German = "german";
    public const string English = "english";
    public const string DecidedBy = "decidedBy";
    public const string Place = "place";

    /// <summary>For what is wrong with the rule as a whole.</summary>
    public const string Whole = "";

    private static readonly string[] Fields = [Way, Engine, Brand, From, To, Os, Device, App, FromDay, UntilDay, Outcome, German, English, DecidedBy, Place];

    private readonly Dictionary<string, string> _typed;

    private PolicyForm(Dictionary<string, string> typed) => _typed = typed;

    /// <summary>What is wrong, by field.</summary>
    public Dictionary<string, Text> Faults { get; } = [];

    /// <summary>What stands in a field.</summary>
    public string this[string field] => _typed.GetValueOrDefault(field) ?? "";

    /// <summary>A rule as it is, at its place.</summary>
    internal static PolicyForm Of(PolicyRule rule, int place) => new(new()
    {
        [Way] = rule.Way is { } way ? PolicyNames<BrowserWay>.Of(way) : "",
        [Engine] = rule.Engine is { } engine ? PolicyNames<Engine>.Of(engine) : "",
        [Brand] = rule.Brand ?? "",
        [From] = Number(rule.FromVersion),
        [To] = Number(rule.ToVersion),
        [Os] = rule.Os is { } os ? PolicyNames<Os>.Of(os) : "",
        [Device] = rule.IsMobile switch { true => "mobile", false => "desktop", null => "" },
        [App] = rule.IsInApp switch { true => "yes", false => "no", null => "" },
        [FromDay] = PolicyDay.Of(rule.FromDay) ?? "",
        [UntilDay] = PolicyDay.Of(rule.UntilDay) ?? "",
        [Outcome] = PolicyNames<Outcome>.Of(rule.Outcome),
        [German] = rule.German,
        [English] = rule.English,
        [DecidedBy] = rule.DecidedBy ?? "",
        [Place] = Number(place),
    });

    /// <summary>What was sent.</summary>
    internal static PolicyForm Of(IFormCollection form) => new(Fields.ToDictionary(field => field, field => form[field].ToString().Trim()));

    /// <summary>The rule and its place; null with <see cref="Faults"/> where a field holds nothing that can be read.</summary>
    internal (PolicyRule Rule, int Place)? Read()
    {
        var rule = new PolicyRule
        {
            Way = Choice<BrowserWay>(Way),
            Engine = Choice<Engine>(Engine),
            Brand = this[Brand] is { Length: > 0 } brand ? brand : null,
            FromVersion = Version(From),
            ToVersion = Version(To),
            Os = Choice<Os>(Os),
            IsMobile = this[Device] switch { "mobile" => true, "desktop" => false, _ => null },
            IsInApp = this[App] switch { "yes" => true, "no" => false, _ => null },
            FromDay = Day(FromDay),
            UntilDay = Day(UntilDay),
            Outcome = Choice<Outcome>(Outcome) ?? UserAgents.Policy.Outcome.Works,
            German = this[German],
            English = this[English],
            DecidedBy = this[DecidedBy] is { Length: > 0 } decider ? decider : null,
        };
        if (this[Outcome].Length == 0)
            Faults[Outcome] = PolicyTexts.Choose;
        if (!int.TryParse(this[Place], NumberStyles.None, CultureInfo.InvariantCulture, out var place) || place < 1)
            Faults[Place] = PolicyTexts.NoPlace;
        return Faults.Count > 0 ? null : (rule, place);
    }

    /// <summary>Puts what the check found beside its field.</summary>
    internal void Note(IEnumerable<PolicyFault> faults)
    {
        foreach (var fault in faults)
            Faults.TryAdd(NameOf(fault.Field), PolicyFaultTexts.What(fault));
    }

    private static string NameOf(PolicyField field) => field switch
    {
        PolicyField.Engine => Engine,
        PolicyField.Brand => Brand,
        PolicyField.FromVersion => From,
        PolicyField.ToVersion => To,
        PolicyField.FromDay => FromDay,
        PolicyField.UntilDay => UntilDay,
        PolicyField.German => German,
        PolicyField.English => English,
        PolicyField.DecidedBy => DecidedBy,
        _ => Whole,
    };

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private T? Choice<T>(string field)
        where T : struct, Enum
    {
        var value = PolicyNames<T>.Find(this[field]);
        if (value is null && this[field].Length > 0)
            Faults[field] = PolicyTexts.Choose;
        return value;
    }

    private int? Version(string field)
    {
        if (this[field].Length == 0)
            return null;
        if (int.TryParse(this[field], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return version;
        Faults[field] = PolicyFaultTexts.What(new(1, PolicyField.FromVersion, PolicyFaultKind.NoVersion));
        return null;
    }

    private DateOnly? Day(string field)
    {
        if (this[field].Length == 0)
            return null;
        if (PolicyDay.Read(this[field]) is { } day)
            return day;
        Faults[field] = PolicyTexts.NoDay;
        return null;
    }
}
