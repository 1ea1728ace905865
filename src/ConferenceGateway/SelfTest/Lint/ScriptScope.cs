namespace ConferenceGateway.SelfTest.Lint;

/// <summary>The names that a piece of script can see. The outermost one is the page's.</summary>
internal sealed class ScriptScope(ScriptScope? outer)
{
    private readonly ConfigValue.Map _names = new();

    /// <summary>The names as an object: what a script sees as <c>window</c>.</summary>
    public ConfigValue.Map Names => _names;

    public ScriptScope Outermost => outer?.Outermost ?? this;

    public void Declare(string name, ConfigValue value) => _names.Entries[name] = value;

    public ConfigValue? Find(string name) => HolderOf(name)?.Entries[name];

    /// <summary>The object that holds a name, or null if nobody has declared it.</summary>
    public ConfigValue.Map? HolderOf(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope._names.Entries.ContainsKey(name))
                return scope._names;
        }

        return null;
    }

    private ScriptScope? Outer => outer;
}
