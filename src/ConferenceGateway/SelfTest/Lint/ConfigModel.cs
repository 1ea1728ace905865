namespace ConferenceGateway.SelfTest.Lint;

/// <summary>One of the two objects that a shard configures its page with, and what is in it.</summary>
internal sealed class ConfigModel
{
    /// <summary>Deeper ones come only from objects that hold themselves.</summary>
    private const int DeepestPath = 40;

    private const int MostLeaves = 50_000;

    private readonly ConfigValue _root;
    private readonly string _file;

    public ConfigModel(string file, ConfigValue root, string name = "")
    {
        _file = file;
        _root = root;
        Leaves = Collect(root, name);
    }

    /// <summary>A value that is no object and no array.</summary>
    /// <param name="Path">Its key, as <c>p2p.stunServers[0].urls</c>.</param>
    /// <param name="Key">The same without the numbers of items.</param>
    /// <param name="Value">What it is.</param>
    /// <param name="IsSure">Whether it is there in any case.</param>
    public sealed record Leaf(string Path, string Key, ConfigValue Value, bool IsSure);

    public IReadOnlyList<Leaf> Leaves { get; }

    /// <summary>Whether nobody can name all of its keys.</summary>
    public bool HasMore => _root is not ConfigValue.Map { HasMore: false };

    /// <summary>The place for <see cref="Finding.Where"/>.</summary>
    public string Where(string path, int line) => line > 0 ? $"{_file}:{line}: {path}" : $"{_file}: {path}";

    /// <summary>All that a key may hold; one item that is <see cref="ConfigValue.Absent"/> if it is not set.</summary>
    public IReadOnlyList<ConfigValue> Look(string path)
    {
        IEnumerable<ConfigValue> found = ConfigValue.Choices(_root);
        foreach (var key in path.Split('.'))
            found = found.SelectMany(holder => Step(holder, key)).Distinct().ToList();
        return found.ToList();
    }

    private static IReadOnlyList<ConfigValue> Step(ConfigValue holder, string key) => holder switch
    {
        ConfigValue.Map map when map.Entries.TryGetValue(key, out var value) => ConfigValue.Choices(value),
        ConfigValue.Map { HasMore: true } or ConfigValue.UnknownValue => [ConfigValue.Unknown],
        _ => [ConfigValue.Absent],
    };

    /// <summary>Whether a key is on: true, false, or null if it depends. <paramref name="usual"/> holds where it is not set.</summary>
    public bool? IsOn(string path, bool usual = false)
    {
        var answers = Look(path).Select(value => value is ConfigValue.AbsentValue ? usual : value.Truth()).Distinct().ToList();
        return answers is [var one] ? one : null;
    }

    /// <summary>The texts that a key may hold.</summary>
    public IEnumerable<ConfigValue.Text> Texts(string path) => Look(path).OfType<ConfigValue.Text>();

    private static List<Leaf> Collect(ConfigValue root, string name)
    {
        var leaves = new List<Leaf>();
        // Two keys may share one object, and an object may hold itself: each is gone through once.
        var seen = new HashSet<ConfigValue>(ReferenceEqualityComparer.Instance);
        Visit(root, name, name, 0, true);
        return leaves;

        void Visit(ConfigValue value, string path, string key, int depth, bool sure)
        {
            if (leaves.Count >= MostLeaves || depth > DeepestPath)
                return;
            var choices = ConfigValue.Choices(value);
            foreach (var choice in choices)
            {
                var certain = sure && choices.Count == 1;
                switch (choice)
                {
                    case ConfigValue.Map map when seen.Add(map):
                        foreach (var (name, entry) in map.Entries)
                            Visit(entry, path.Length > 0 ? $"{path}.{name}" : name, key.Length > 0 ? $"{key}.{name}" : name, depth + 1, certain);
                        break;
                    case ConfigValue.Sequence sequence when seen.Add(sequence):
                        for (var i = 0; i < sequence.Items.Count; i++)
                            Visit(sequence.Items[i], $"{path}[{i}]", key, depth + 1, certain);
                        break;
                    case ConfigValue.Text or ConfigValue.Plain:
                        leaves.Add(new Leaf(path, key, choice, certain));
                        break;
                }
            }
        }
    }
}
