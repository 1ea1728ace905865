using System.Globalization;
using Acornima;
using Acornima.Ast;
using static ConferenceGateway.SelfTest.Lint.ConfigValue;

namespace ConferenceGateway.SelfTest.Lint;

/// <summary>Assignments, and the few calls that configurations are written with.</summary>
internal sealed partial class ScriptEvaluator
{
    /// <summary>Where a value goes whose key is only known when the script runs.</summary>
    private const string AnyKey = "*";

    private ConfigValue Assign(AssignmentExpression assignment)
    {
        if (assignment.Operator is Operator.Assignment)
        {
            var value = Evaluate(assignment.Right);
            Store(assignment.Left, value);
            return value;
        }

        var old = Evaluate(assignment.Left);
        var result = assignment.Operator switch
        {
            Operator.AdditionAssignment => Join(old, Evaluate(assignment.Right)),
            Operator.LogicalOrAssignment => Logic(Operator.LogicalOr, old, assignment.Right),
            Operator.LogicalAndAssignment => Logic(Operator.LogicalAnd, old, assignment.Right),
            Operator.NullishCoalescingAssignment => Logic(Operator.NullishCoalescing, old, assignment.Right),
            _ => Unknown,
        };
        Store(assignment.Left, result);
        return result;
    }

    private void Store(Node target, ConfigValue value)
    {
        if (!MayGoOn())
            return;
        if (target is Identifier name)
        {
            Put(_scope.HolderOf(name.Name) ?? Globals, name.Name, value, certain: true);
            return;
        }

        if (target is not MemberExpression member)
            return;
        var key = KeyOf(member.Property, member.Computed);
        var holders = Choices(Evaluate(member.Object));
        if (!holders.Any(holder => holder is Map or Sequence))
        {
            // The script would stop here, or the object comes from another file. What it wants to set is still worth a look.
            var added = new Map { HasMore = true };
            Put(added, key ?? AnyKey, value, certain: true);
            Store(member.Object, added);
            return;
        }

        foreach (var holder in holders)
            StoreIn(holder, key, value, holders.Count == 1);
    }

    private void StoreIn(ConfigValue holder, string? key, ConfigValue value, bool certain)
    {
        switch (holder)
        {
            case Map map:
                map.HasMore |= key is null;
                Put(map, key ?? AnyKey, value, certain && key is not null);
                break;
            case Sequence sequence when int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < sequence.Items.Count:
                sequence.Items[index] = certain && _doubt == 0 ? value : Either(sequence.Items[index], value);
                break;
            case Sequence when key == "length":
                break;
            case Sequence sequence:
                sequence.Items.Add(certain && _doubt == 0 ? value : Either(Absent, value));
                break;
        }
    }

    private ConfigValue Call(CallExpression call)
    {
        if (call.Callee is MemberExpression member && KeyOf(member.Property, member.Computed) is { } method)
        {
            if (member.Object is Identifier { Name: "Object" })
                return CallOfObject(call, method);
            var on = Evaluate(member.Object);
            ConfigValue? result = null;
            foreach (var choice in Choices(on))
            {
                var part = choice switch
                {
                    Text text => CallOfText(text, method, call),
                    Sequence sequence => CallOfSequence(sequence, method, call),
                    Map map when method == "hasOwnProperty" && Argument(call, 0) is Text { IsWhole: true } key => HasEntry(map, key.Value),
                    Map map when map.Entries.TryGetValue(method, out var entry) && entry is Function own => Invoke(own, Arguments(call)),
                    _ => Unknown,
                };
                result = result is null ? part : Either(result, part);
            }

            return result ?? Unknown;
        }

        // The texts in the arguments of a foreign function stay unread; they are looked at by themselves.
        return Evaluate(call.Callee) is Function function ? Invoke(function, Arguments(call)) : Unknown;
    }

    private static ConfigValue HasEntry(Map map, string key)
    {
        if (!map.Entries.TryGetValue(key, out var value))
            return map.HasMore ? Unknown : new Plain(false);
        return Choices(value).Any(choice => choice is AbsentValue) ? Unknown : new Plain(true);
    }

    private List<ConfigValue> Arguments(CallExpression call) =>
        [.. call.Arguments.Select(argument => argument is SpreadElement ? Unknown : Evaluate(argument))];

    private ConfigValue? Argument(CallExpression call, int number) =>
        number < call.Arguments.Count ? Evaluate(call.Arguments[number]) : null;

    private ConfigValue CallOfObject(CallExpression call, string method)
    {
        switch (method)
        {
            case "assign" when Argument(call, 0) is Map target:
                foreach (var other in call.Arguments.Skip(1))
                    Merge(target, Evaluate(other is SpreadElement spread ? spread.Argument : other));
                return target;
            case "freeze" or "seal":
                return Argument(call, 0) ?? Unknown;
            default:
                return Unknown;
        }
    }

    private ConfigValue CallOfText(Text text, string method, CallExpression call)
    {
        var first = Argument(call, 0);
        _characters += text.Value.Length;
        if (method == "concat")
            return call.Arguments.Aggregate((ConfigValue)text, (joined, argument) => Join(joined, Evaluate(argument)));
        if (method == "split" && text.IsWhole && first is Text { IsWhole: true, Value.Length: > 0 } between)
        {
            var parts = new Sequence { Line = text.Line };
            parts.Items.AddRange(text.Value.Split(between.Value).Select(part => new Text(part) { Line = text.Line }));
            _steps += parts.Items.Count;
            return parts;
        }

        var value = text.Value;
        if (method is "toString" or "trim" or "toLowerCase" or "toUpperCase")
        {
            return new Text(method switch
            {
                "trim" => value.Trim(),
                "toLowerCase" => value.ToLowerInvariant(),
                "toUpperCase" => value.ToUpperInvariant(),
                _ => value,
            }) { Line = text.Line };
        }

        if (!text.IsWhole)
            return new Text(Text.Hole.ToString()) { Line = text.Line };
        if (method is "substring" or "substr" or "slice")
            return Cut(text, method, first, Argument(call, 1));
        return (method, first, Argument(call, 1)) switch
        {
            ("startsWith", Text { IsWhole: true } other, _) => new Plain(value.StartsWith(other.Value, StringComparison.Ordinal)),
            ("endsWith", Text { IsWhole: true } other, _) => new Plain(value.EndsWith(other.Value, StringComparison.Ordinal)),
            ("includes", Text { IsWhole: true } other, _) => new Plain(value.Contains(other.Value, StringComparison.Ordinal)),
            ("indexOf", Text { IsWhole: true } other, _) => new Plain((double)value.IndexOf(other.Value, StringComparison.Ordinal)),
            ("replace", Text { IsWhole: true, Value.Length: > 0 } old, Text { IsWhole: true } now) => Replace(text, old.Value, now.Value),
            _ => new Text(Text.Hole.ToString()) { Line = text.Line },
        };
    }

    private static Text Replace(Text text, string old, string now)
    {
        var at = text.Value.IndexOf(old, StringComparison.Ordinal);
        return at < 0 ? text : new Text(text.Value[..at] + now + text.Value[(at + old.Length)..]) { Line = text.Line };
    }

    private static Text Cut(Text text, string method, ConfigValue? from, ConfigValue? to)
    {
        var length = text.Value.Length;
        if (from is not Plain { Value: double first } || to is not (null or Plain { Value: double }))
            return new Text(Text.Hole.ToString()) { Line = text.Line };
        var second = to is Plain { Value: double given } ? given : double.PositiveInfinity;
        if (method != "substring" && first < 0)
            first += length;
        if (method == "slice" && second < 0)
            second += length;
        if (method == "substr")
            second += first;
        var start = (int)Math.Clamp(double.IsNaN(first) ? 0 : first, 0, length);
        var end = (int)Math.Clamp(double.IsNaN(second) ? 0 : second, 0, length);
        if (method == "substring" && start > end)
            (start, end) = (end, start);
        return new Text(start < end ? text.Value[start..end] : "") { Line = text.Line };
    }

    private ConfigValue CallOfSequence(Sequence sequence, string method, CallExpression call)
    {
        var first = Argument(call, 0);
        var result = new Sequence { Line = sequence.Line, HasMore = sequence.HasMore };
        switch (method)
        {
            case "map" or "forEach" when first is Function function:
                foreach (var item in sequence.Items.ToList())
                    result.Items.Add(Invoke(function, [item]));
                return method == "map" ? result : Absent;
            case "filter" or "slice" or "reverse" or "sort":
                result.HasMore = true;
                result.Items.AddRange(sequence.Items);
                _steps += sequence.Items.Count;
                return result;
            case "concat":
                Append(result, sequence);
                foreach (var argument in call.Arguments)
                    Append(result, Evaluate(argument));
                return result;
            case "join" when !sequence.HasMore:
                ConfigValue text = new Text("") { Line = sequence.Line };
                for (var i = 0; i < sequence.Items.Count && MayGoOn(); i++)
                    text = Join(i == 0 ? text : Join(text, first ?? new Text(",")), sequence.Items[i]);
                return text;
            case "push" or "unshift":
                foreach (var argument in call.Arguments)
                {
                    if (argument is SpreadElement spread)
                        Append(sequence, Evaluate(spread.Argument));
                    else
                        StoreIn(sequence, key: null, Evaluate(argument), certain: true);
                }

                return Unknown;
            default:
                return Unknown;
        }
    }

    private ConfigValue Invoke(Function function, List<ConfigValue> arguments)
    {
        if (_calls >= DeepestCall || !MayGoOn())
            return Unknown;
        var (outerScope, outerFrame) = (_scope, _frame);
        // Where it was written is not kept: configurations have no closures worth the trouble.
        _scope = new ScriptScope(outerScope);
        _frame = new Frame { Doubt = _doubt };
        _calls++;
        for (var i = 0; i < function.Node.Params.Count; i++)
        {
            if (function.Node.Params[i] is Identifier name)
                _scope.Declare(name.Name, i < arguments.Count ? arguments[i] : Absent);
        }

        ConfigValue result = Absent;
        if (function.Node.Body is FunctionBody body)
        {
            Run(body.Body);
            for (var i = 0; i < _frame.Results.Count; i++)
                result = i == 0 ? _frame.Results[0] : Either(result, _frame.Results[i]);
        }
        else
        {
            result = Evaluate(function.Node.Body);
        }

        _calls--;
        (_scope, _frame) = (outerScope, outerFrame);
        return result;
    }
}
