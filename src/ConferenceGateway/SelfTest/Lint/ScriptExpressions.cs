using System.Globalization;
using Acornima;
using Acornima.Ast;
using static ConferenceGateway.SelfTest.Lint.ConfigValue;

namespace ConferenceGateway.SelfTest.Lint;

/// <summary>What an expression is worth.</summary>
internal sealed partial class ScriptEvaluator
{
    private ConfigValue Evaluate(Node? expression)
    {
        if (expression is null || !MayGoOn())
            return Unknown;
        return expression switch
        {
            StringLiteral text => ReadText(text.Value, text),
            NumericLiteral number => new Plain(number.Value) { Line = LineOf(number) },
            BooleanLiteral truth => new Plain(truth.Value) { Line = LineOf(truth) },
            NullLiteral nothing => new Plain(null) { Line = LineOf(nothing) },
            TemplateLiteral template => Template(template),
            Identifier name => _scope.Find(name.Name) ?? _surroundings.GetValueOrDefault(name.Name, Unknown),
            ObjectExpression map => NewMap(map),
            ArrayExpression array => NewSequence(array),
            IFunction function => new Function(function) { Line = LineOf(expression) },
            ConditionalExpression choice => Choose(choice),
            LogicalExpression logic => Logic(logic.Operator, Evaluate(logic.Left), logic.Right),
            BinaryExpression { Operator: Operator.Addition } sum => Sum(sum),
            BinaryExpression comparison => Compare(comparison),
            UnaryExpression unary => Unary(unary),
            AssignmentExpression assignment => Assign(assignment),
            MemberExpression member => Member(member),
            CallExpression call => Call(call),
            SequenceExpression several => several.Expressions.Select(Evaluate).ToList()[^1],
            ParenthesizedExpression inner => Evaluate(inner.Expression),
            ChainExpression chain => Evaluate(chain.Expression),
            _ => Unknown,
        };
    }

    private int LineOf(Node node) => _source.LineOf(node.Start);

    private Text ReadText(string value, Node node)
    {
        _read.Add(node.Start);
        _characters += value.Length;
        return new Text(value.Replace(ScriptScan.Nothing.ToString(), "", StringComparison.Ordinal)) { Line = LineOf(node) };
    }

    private ConfigValue Template(TemplateLiteral template)
    {
        ConfigValue text = new Text("") { Line = LineOf(template) };
        for (var i = 0; i < template.Quasis.Count; i++)
        {
            var part = template.Quasis[i];
            text = Join(text, ReadText(part.Value.Cooked ?? "", part));
            if (i < template.Expressions.Count)
                text = Join(text, Evaluate(template.Expressions[i]));
        }

        return text;
    }

    private Map NewMap(ObjectExpression expression)
    {
        var map = new Map { Line = LineOf(expression) };
        foreach (var entry in expression.Properties)
        {
            if (entry is Property property && KeyOf(property.Key, property.Computed) is { } key)
                map.Entries[key] = Evaluate(property.Value);
            else if (entry is SpreadElement spread)
                Merge(map, Evaluate(spread.Argument));
            else
                map.HasMore = true;
        }

        return map;
    }

    private void Merge(Map into, ConfigValue from)
    {
        var choices = Choices(from);
        foreach (var choice in choices)
        {
            if (choice is Map map)
            {
                foreach (var (key, value) in map.Entries.ToList())
                    Put(into, key, value, choices.Count == 1);
                into.HasMore |= map.HasMore;
                _steps += map.Entries.Count;
            }
            else if (choice is UnknownValue)
            {
                into.HasMore = true;
            }
        }
    }

    private Sequence NewSequence(ArrayExpression expression)
    {
        var sequence = new Sequence { Line = LineOf(expression) };
        foreach (var element in expression.Elements)
        {
            if (element is SpreadElement spread)
                Append(sequence, Evaluate(spread.Argument));
            else
                sequence.Items.Add(element is null ? Absent : Evaluate(element));
        }

        return sequence;
    }

    /// <summary>Adds the items of another array; of anything else, that there may be more.</summary>
    private void Append(Sequence into, ConfigValue from)
    {
        foreach (var choice in Choices(from))
        {
            if (choice is Sequence sequence && _steps + sequence.Items.Count < MostSteps)
            {
                _steps += sequence.Items.Count;
                into.Items.AddRange(sequence.Items.ToList());
                into.HasMore |= sequence.HasMore || from is OneOf;
            }
            else
            {
                into.HasMore = true;
            }
        }
    }

    private ConfigValue Choose(ConditionalExpression choice)
    {
        if (Evaluate(choice.Test).Truth() is not { } truth)
            return Either(Evaluate(choice.Consequent), Evaluate(choice.Alternate));
        Skip(truth ? choice.Alternate : choice.Consequent);
        return Evaluate(truth ? choice.Consequent : choice.Alternate);
    }

    private ConfigValue Logic(Operator operation, ConfigValue left, Node right)
    {
        bool? usesRight = operation switch
        {
            Operator.LogicalOr => !left.Truth(),
            Operator.LogicalAnd => left.Truth(),
            _ => left switch
            {
                AbsentValue or Plain { Value: null } => true,
                UnknownValue or OneOf => null,
                _ => false,
            },
        };
        if (usesRight is false)
            Skip(right);
        return usesRight switch
        {
            true => Evaluate(right),
            false => left,
            _ => Perhaps(left, right),
        };
    }

    /// <summary>The right side may run: what it sets is set with doubt.</summary>
    private ConfigValue Perhaps(ConfigValue left, Node right)
    {
        _doubt++;
        var value = Either(left, Evaluate(right));
        _doubt--;
        return value;
    }

    /// <summary>Long sums lean to the left, thousands deep; so they are taken apart in a loop.</summary>
    private ConfigValue Sum(BinaryExpression sum)
    {
        var parts = new Stack<Expression>();
        Expression first = sum;
        while (first is BinaryExpression { Operator: Operator.Addition } inner)
        {
            parts.Push(inner.Right);
            first = inner.Left;
        }

        var value = Evaluate(first);
        foreach (var part in parts)
            value = Join(value, Evaluate(part));
        return value;
    }

    private ConfigValue Join(ConfigValue left, ConfigValue right)
    {
        if (left is Plain { Value: double one } && right is Plain { Value: double two })
            return new Plain(one + two) { Line = left.Line };
        ConfigValue? joined = null;
        foreach (var start in Choices(left))
        {
            foreach (var end in Choices(right))
            {
                var text = start.Print() + end.Print();
                _characters += text.Length;
                ConfigValue part = text.Length > Text.LongestText || _characters > MostCharacters
                    ? Unknown
                    : new Text(text) { Line = start.Line > 0 ? start.Line : end.Line };
                joined = joined is null ? part : Either(joined, part);
            }
        }

        return joined ?? Unknown;
    }

    private ConfigValue Compare(BinaryExpression comparison)
    {
        var left = Evaluate(comparison.Left);
        var right = Evaluate(comparison.Right);
        _characters += (left as Text)?.Value.Length ?? 0;
        bool? equal = (left, right) switch
        {
            (Text { IsWhole: true } one, Text { IsWhole: true } two) => one.Value == two.Value,
            (Plain one, Plain two) => Equals(one.Value, two.Value),
            (AbsentValue, AbsentValue) => true,
            (AbsentValue, Text or Map or Sequence) or (Text or Map or Sequence, AbsentValue) => false,
            _ => null,
        };
        return comparison.Operator switch
        {
            Operator.Equality or Operator.StrictEquality when equal is { } same => new Plain(same),
            Operator.Inequality or Operator.StrictInequality when equal is { } same => new Plain(!same),
            Operator.In when left is Text { IsWhole: true } key && right is Map { HasMore: false } map => new Plain(map.Entries.ContainsKey(key.Value)),
            _ => Unknown,
        };
    }

    private ConfigValue Unary(UnaryExpression unary)
    {
        var value = Evaluate(unary.Argument);
        switch (unary.Operator)
        {
            case Operator.LogicalNot:
                return value.Truth() is { } truth ? new Plain(!truth) { Line = LineOf(unary) } : Unknown;
            case Operator.UnaryNegation when value is Plain { Value: double number }:
                return new Plain(-number) { Line = LineOf(unary) };
            case Operator.Void:
                return Absent;
            case Operator.TypeOf:
                return value switch
                {
                    AbsentValue => new Text("undefined"),
                    Text => new Text("string"),
                    Function => new Text("function"),
                    Map or Sequence or Plain { Value: null } => new Text("object"),
                    _ => Unknown,
                };
            case Operator.Delete when unary.Argument is MemberExpression member && Evaluate(member.Object) is Map map
                && KeyOf(member.Property, member.Computed) is { } key:
                Put(map, key, Absent, certain: true);
                return Unknown;
            default:
                return Unknown;
        }
    }

    private ConfigValue Member(MemberExpression member)
    {
        var key = KeyOf(member.Property, member.Computed);
        ConfigValue? value = null;
        foreach (var choice in Choices(Evaluate(member.Object)))
        {
            var part = Entry(choice, key);
            value = value is null ? part : Either(value, part);
        }

        return value ?? Unknown;
    }

    private ConfigValue Entry(ConfigValue holder, string? key) => holder switch
    {
        _ when key is null => Unknown,
        Map map when ReferenceEquals(map, Globals) => map.Entries.GetValueOrDefault(key) ?? _surroundings.GetValueOrDefault(key, Unknown),
        Map map => map.Entries.GetValueOrDefault(key, map.HasMore ? Unknown : Absent),
        Sequence { HasMore: false } items when key == "length" => new Plain((double)items.Items.Count),
        Sequence items when int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.Items.Count => items.Items[index],
        Text { IsWhole: true } text when key == "length" => new Plain((double)text.Value.Length),
        _ => Unknown,
    };

    /// <summary>Null: only known when the script runs.</summary>
    private string? KeyOf(Node key, bool computed) => key switch
    {
        Identifier name when !computed => name.Name,
        StringLiteral text when !computed => text.Value,
        _ => Evaluate(key) switch
        {
            Text { IsWhole: true } text => text.Value,
            Plain { Value: double } number => number.Print(),
            _ => null,
        },
    };
}
