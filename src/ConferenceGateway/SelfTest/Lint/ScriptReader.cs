using Acornima;
using Acornima.Ast;

namespace ConferenceGateway.SelfTest.Lint;

/// <summary>What could be read out of one script.</summary>
internal sealed class ScriptReading
{
    public required ScriptSource Source { get; init; }

    /// <summary>What the script declares for the page.</summary>
    public required ConfigValue.Map Globals { get; init; }

    public required IReadOnlyList<ScriptScan.Include> Includes { get; init; }

    /// <summary>Texts that belong to no value: in functions nobody calls, in arguments, in parts that cannot be read.</summary>
    public required IReadOnlyList<ScriptScan.Quoted> LooseTexts { get; init; }

    /// <summary>A sentence: why not all of it could be read, and where.</summary>
    public string? Fault { get; init; }

    /// <summary>Where the fault lies; 0: nowhere in particular.</summary>
    public int FaultLine { get; init; }

    /// <summary>A browser stops at the fault as well.</summary>
    public bool IsBroken { get; init; }

    /// <summary>Only a part of it was read.</summary>
    public bool IsIncomplete => Fault is not null;
}

/// <summary>Parses a script and follows it; never runs it. A broken one is read as far as its statements can be told apart.</summary>
internal static class ScriptReader
{
    /// <summary>Jitsi's own files have at most 8.</summary>
    private const int DeepestNesting = 200;

    /// <summary>A statement over more lines than that is not put together again in a broken file.</summary>
    private const int MostLinesJoined = 6;

    /// <summary>Bounds the time for a broken file, together with the next one.</summary>
    private const int MostCharactersTried = 8 * ScriptSource.LargestBytes;

    /// <summary>Each refused piece costs an exception of the parser.</summary>
    private const int MostRefusals = 5_000;

    private static readonly ParserOptions Options = new()
    {
        // A file that a browser refuses is to be refused.
        Tolerant = false,
        AllowReturnOutsideFunction = true,
    };

    public static ScriptReading Read(ScriptSource source, Uri meetingUrl)
    {
        var scan = ScriptScan.Of(source.Text);
        var evaluator = new ScriptEvaluator(source, meetingUrl);
        var loose = new List<ScriptScan.Quoted>();
        string? fault = null;
        var (line, broken) = (0, false);
        if (scan.Depth > DeepestNesting)
        {
            fault = $"{source.Name} has brackets nested {scan.Depth} deep; more than {DeepestNesting} are not read.";
            loose.AddRange(scan.Texts);
        }
        else if (TryParse(scan.Text, 0, scan.Text.Length, out var script, out var error))
        {
            Follow(script);
        }
        else
        {
            line = source.LineOf(error.Index);
            broken = true;
            fault = $"{source.Name} has a syntax error in line {line}, column {source.ColumnOf(error.Index)}: {error.Reason}";
            foreach (var piece in Pieces(scan, loose))
                Follow(piece);
        }

        if (evaluator.IsIncomplete)
            fault ??= $"{source.Name} computes so much that it was not followed to its end.";
        return new ScriptReading
        {
            Source = source,
            Globals = evaluator.Globals,
            Includes = scan.Includes,
            LooseTexts = loose,
            Fault = fault,
            FaultLine = line,
            IsBroken = broken,
        };

        void Follow(Script part)
        {
            evaluator.Run(part.Body);
            loose.AddRange(ScriptTexts.In(part).Where(text => !evaluator.HasRead(text.Index)));
        }
    }

    /// <summary>The statements of a broken script that can be parsed by themselves; the texts of the others are kept.</summary>
    private static IEnumerable<Script> Pieces(ScriptScan scan, List<ScriptScan.Quoted> loose)
    {
        var ends = scan.Ends.Append(scan.Text.Length).Distinct().ToList();
        int start = 0, tried = 0, refused = 0, text = 0;
        for (var i = 0; i < ends.Count; i++)
        {
            Script? found = null;
            for (var last = i; last < Math.Min(ends.Count, i + MostLinesJoined) && tried < MostCharactersTried && refused < MostRefusals; last++)
            {
                tried += ends[last] - start;
                if (TryParse(scan.Text, start, ends[last] - start, out var script, out _))
                {
                    found = script;
                    i = last;
                    break;
                }

                refused++;
            }

            if (found is not null)
                yield return found;
            // Texts come in the order of their places.
            for (; text < scan.Texts.Count && scan.Texts[text].Index < ends[i]; text++)
            {
                if (found is null)
                    loose.Add(scan.Texts[text]);
            }

            start = ends[i];
        }
    }

    private static bool TryParse(string text, int start, int length, out Script script, out (int Index, string Reason) error)
    {
        error = default;
        script = null!;
        try
        {
            script = new Parser(Options).ParseScript(text, start, length);
            return true;
        }
        catch (ParseErrorException refused)
        {
            error = (Math.Clamp(refused.Error.Index, 0, text.Length), refused.Error.Description.TrimEnd('.') + ".");
        }
        catch (InsufficientExecutionStackException)
        {
            error = (start, "it is nested too deep.");
        }

        return false;
    }
}
