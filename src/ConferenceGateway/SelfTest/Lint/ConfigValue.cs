namespace ConferenceGateway.SelfTest.Lint;

/// <summary>
/// What a piece of a script is worth, as far as it can be told without running it. Closed: the kinds below are all there are.
/// </summary>
internal abstract class ConfigValue
{
    /// <summary>The line it was written in, from 1; 0: nowhere.</summary>
    public int Line { get; init; }

    /// <summary>Not set at all, or set to <c>undefined</c>.</summary>
    public static readonly ConfigValue Absent = new AbsentValue();

    /// <summary>Set, but to what is only known when the script runs.</summary>
    public static readonly ConfigValue Unknown = new UnknownValue();

    internal sealed class AbsentValue : ConfigValue;

    internal sealed class UnknownValue : ConfigValue;

    /// <summary><c>null</c>, a truth value or a number.</summary>
    internal sealed class Plain(object? value) : ConfigValue
    {
        public object? Value => value;
    }

    /// <summary>A text; each part that is only known when the script runs is one <see cref="Hole"/>.</summary>
    internal sealed class Text(string value) : ConfigValue
    {
        /// <summary>Of the private use area: no file has it for a reason of its own.</summary>
        public const char Hole = '\uE001';

        /// <summary>Longer ones only come from scripts that double a text again and again.</summary>
        public const int LongestText = 10_000;

        public string Value => value;

        public bool IsWhole { get; } = !value.Contains(Hole);
    }

    /// <summary>An object; a reference, as in the language: who holds it sees later changes.</summary>
    internal sealed class Map : ConfigValue
    {
        public Dictionary<string, ConfigValue> Entries { get; } = new(StringComparer.Ordinal);

        /// <summary>Whether it may have entries that nobody can name.</summary>
        public bool HasMore { get; set; }
    }

    /// <summary>An array; a reference as well.</summary>
    internal sealed class Sequence : ConfigValue
    {
        public List<ConfigValue> Items { get; } = [];

        public bool HasMore { get; set; }
    }

    /// <summary>One of several; which one is only known when the script runs.</summary>
    internal sealed class OneOf : ConfigValue
    {
        public required IReadOnlyList<ConfigValue> All { get; init; }
    }

    /// <summary>A function of the script itself.</summary>
    internal sealed class Function(Acornima.Ast.IFunction node) : ConfigValue
    {
        public Acornima.Ast.IFunction Node => node;
    }

    /// <summary>More choices than that are not kept apart.</summary>
    private const int MostChoices = 16;

    /// <summary>Either of two; what is the same thing is kept once.</summary>
    public static ConfigValue Either(ConfigValue one, ConfigValue other)
    {
        if (ReferenceEquals(one, other))
            return one;
        var choices = Choices(one).Concat(Choices(other)).Distinct().ToList();
        return choices.Count > MostChoices ? Unknown : new OneOf { All = choices };
    }

    /// <summary>All that a value may be; never a <see cref="OneOf"/>.</summary>
    public static IReadOnlyList<ConfigValue> Choices(ConfigValue value) => value is OneOf several ? several.All : [value];

    /// <summary>True, false, or null if it depends.</summary>
    public bool? Truth() => this switch
    {
        AbsentValue => false,
        Plain { Value: null or false or 0d } => false,
        Plain { Value: double number } => !double.IsNaN(number),
        Plain => true,
        Text { Value.Length: 0 } => false,
        Text text => text.Value.Trim(Text.Hole).Length > 0 ? true : null,
        Map or Sequence or Function => true,
        OneOf several when several.All.All(choice => choice.Truth() is true) => true,
        OneOf several when several.All.All(choice => choice.Truth() is false) => false,
        _ => null,
    };

    /// <summary>As a script would print it inside of a text; what cannot be told is a hole.</summary>
    public string Print() => this switch
    {
        AbsentValue => "undefined",
        Plain { Value: null } => "null",
        Plain { Value: bool truth } => truth ? "true" : "false",
        Plain { Value: double number } => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Text text => text.Value,
        _ => Text.Hole.ToString(),
    };
}
