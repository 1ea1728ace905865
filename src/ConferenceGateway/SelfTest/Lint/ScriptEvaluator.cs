using System.Runtime.CompilerServices;
using Acornima.Ast;
using static ConferenceGateway.SelfTest.Lint.ConfigValue;

namespace ConferenceGateway.SelfTest.Lint;

/// <summary>
/// Follows a script as far as its values can be told from its text. Nothing is executed: where it depends, all ways are
/// taken, and what comes out is "either this or that".
/// </summary>
internal sealed partial class ScriptEvaluator
{
    /// <summary>Far more than a real file needs (about 3,000), and less than a second.</summary>
    private const int MostSteps = 1_000_000;

    /// <summary>All texts that are put together; a script that doubles a text again and again would fill the memory.</summary>
    private const int MostCharacters = 20_000_000;

    private const int DeepestCall = 16;

    private readonly ScriptSource _source;
    private readonly Dictionary<string, ConfigValue> _surroundings;
    private readonly HashSet<int> _read = [];
    private ScriptScope _scope = new(null);
    private Frame _frame = new();
    private int _steps;
    private int _characters;
    private int _calls;

    /// <summary>More than 0: it is not certain that this part runs.</summary>
    private int _doubt;

    public ScriptEvaluator(ScriptSource source, Uri meetingUrl)
    {
        _source = source;
        var location = new Map { HasMore = true };
        location.Entries["host"] = new Text(meetingUrl.Authority);
        location.Entries["hostname"] = new Text(meetingUrl.Host);
        location.Entries["protocol"] = new Text(meetingUrl.Scheme + ":");
        location.Entries["origin"] = new Text(meetingUrl.GetLeftPart(UriPartial.Authority));
        var document = new Map { HasMore = true };
        document.Entries["location"] = location;
        _surroundings = new(StringComparer.Ordinal)
        {
            ["undefined"] = Absent,
            ["location"] = location,
            ["document"] = document,
            ["window"] = _scope.Names,
            ["self"] = _scope.Names,
            ["globalThis"] = _scope.Names,
        };
    }

    /// <summary>What the script has declared for the whole page.</summary>
    public Map Globals => _scope.Outermost.Names;

    /// <summary>Whether it was given up before the end.</summary>
    public bool IsIncomplete => _steps >= MostSteps || _characters >= MostCharacters;

    /// <summary>Whether the text at this place of the file has been taken into account.</summary>
    public bool HasRead(int index) => _read.Contains(index);

    public void Run(in NodeList<Statement> statements)
    {
        // Functions can be called above the place where they are written.
        foreach (var statement in statements)
        {
            if (statement is FunctionDeclaration { Id: { } id } function)
                _scope.Declare(id.Name, new Function(function));
        }

        foreach (var statement in statements)
        {
            if (_frame.IsDone)
                return;
            Run(statement);
        }
    }

    private bool MayGoOn() => _steps++ < MostSteps && _characters < MostCharacters && RuntimeHelpers.TryEnsureSufficientExecutionStack();

    private void Run(Node? statement)
    {
        if (statement is null || !MayGoOn())
            return;
        switch (statement)
        {
            case ExpressionStatement expression:
                Evaluate(expression.Expression);
                break;
            case VariableDeclaration variables:
                Declare(variables);
                break;
            case IfStatement choice:
                RunIf(choice);
                break;
            case BlockStatement block:
                Run(block.Body);
                break;
            case ReturnStatement back:
                _frame.Results.Add(back.Argument is null ? Absent : Evaluate(back.Argument));
                _frame.IsDone = _doubt == _frame.Doubt;
                break;
            case TryStatement attempt:
                Run(attempt.Block);
                RunPerhaps(attempt.Handler?.Body);
                Run(attempt.Finalizer);
                break;
            case SwitchStatement choice:
                Evaluate(choice.Discriminant);
                foreach (var way in choice.Cases)
                {
                    foreach (var inner in way.Consequent)
                        RunPerhaps(inner);
                }

                break;
            case ForStatement loop:
                if (loop.Init is Expression start)
                    Evaluate(start);
                else
                    Run(loop.Init);
                RunPerhaps(loop.Body);
                break;
            case ForInStatement loop:
                RunPerhaps(loop.Body);
                break;
            case ForOfStatement loop:
                RunPerhaps(loop.Body);
                break;
            case WhileStatement loop:
                RunPerhaps(loop.Body);
                break;
            case DoWhileStatement loop:
                RunPerhaps(loop.Body);
                break;
            case LabeledStatement label:
                Run(label.Body);
                break;
        }
    }

    private void RunPerhaps(Node? statement)
    {
        _doubt++;
        Run(statement);
        _doubt--;
    }

    private void RunIf(IfStatement choice)
    {
        switch (Evaluate(choice.Test).Truth())
        {
            case true:
                Skip(choice.Alternate);
                Run(choice.Consequent);
                break;
            case false:
                Skip(choice.Consequent);
                Run(choice.Alternate);
                break;
            default:
                RunPerhaps(choice.Consequent);
                RunPerhaps(choice.Alternate);
                break;
        }
    }

    /// <summary>This part never runs: its texts are done with.</summary>
    private void Skip(Node? part)
    {
        if (part is null || !MayGoOn())
            return;
        foreach (var text in ScriptTexts.In(part))
        {
            _read.Add(text.Index);
            _steps++;
        }
    }

    private void Declare(VariableDeclaration variables)
    {
        foreach (var variable in variables.Declarations)
        {
            var value = variable.Init is null ? null : Evaluate(variable.Init);
            if (variable.Id is not Identifier name)
                continue;
            // "var config;" leaves what is there.
            if (value is null && _scope.Names.Entries.ContainsKey(name.Name))
                continue;
            Put(_scope.Names, name.Name, value ?? Absent, certain: true);
        }
    }

    /// <summary>Sets an entry; with doubt it may as well be what it was.</summary>
    private void Put(Map map, string key, ConfigValue value, bool certain)
    {
        if (!certain || _doubt > 0)
            value = Either(map.Entries.GetValueOrDefault(key, map.HasMore ? Unknown : Absent), value);
        map.Entries[key] = value;
    }

    /// <summary>One call of a function, or the script itself.</summary>
    private sealed class Frame
    {
        public List<ConfigValue> Results { get; } = [];

        /// <summary>The doubt when it began: a return with more than that may not happen.</summary>
        public int Doubt { get; init; }

        public bool IsDone { get; set; }
    }
}
