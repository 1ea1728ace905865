using Acornima.Ast;

namespace ConferenceGateway.SelfTest.Lint;

/// <summary>All texts below a part of a script, whatever they are for.</summary>
internal static class ScriptTexts
{
    /// <summary>In a loop with a list of its own: a tree may be deeper than the stack.</summary>
    public static IEnumerable<ScriptScan.Quoted> In(Node part)
    {
        var open = new Stack<Node>();
        open.Push(part);
        while (open.TryPop(out var node))
        {
            var text = node switch
            {
                StringLiteral literal => literal.Value,
                TemplateElement element => element.Value.Cooked,
                _ => null,
            };
            if (text is not null)
                yield return new ScriptScan.Quoted(node.Start, text);
            foreach (var child in node.ChildNodes)
            {
                if (child is not null)
                    open.Push(child);
            }
        }
    }
}
