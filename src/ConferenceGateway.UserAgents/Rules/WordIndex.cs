namespace ConferenceGateway.UserAgents.Rules;

/// <summary>
/// Finds all of many words in one pass over a text (Aho–Corasick). Words are ASCII, case counts. Immutable and thread-safe.
/// </summary>
internal sealed class WordIndex
{
    private const int Ascii = 128;

    // Characters that stand in no word share column 0.
    private readonly byte[] _columnOf = new byte[Ascii];
    private readonly int _columns;
    private readonly int[] _next;
    private readonly int[][] _wordsAt;

    /// <summary>Builds the index; the place of a word in the list is its number.</summary>
    public WordIndex(IReadOnlyList<string> words)
    {
        _columns = 1;
        foreach (var character in words.SelectMany(word => word).Distinct())
            _columnOf[character] = (byte)_columns++;

        var states = new List<int[]> { new int[_columns] };
        var endings = new List<List<int>> { new() };
        for (var number = 0; number < words.Count; number++)
        {
            var state = 0;
            foreach (var character in words[number])
            {
                var column = _columnOf[character];
                if (states[state][column] == 0)
                {
                    states[state][column] = states.Count;
                    states.Add(new int[_columns]);
                    endings.Add([]);
                }

                state = states[state][column];
            }

            endings[state].Add(number);
        }

        Connect(states, endings);
        _next = new int[states.Count * _columns];
        for (var state = 0; state < states.Count; state++)
            states[state].CopyTo(_next, state * _columns);
        _wordsAt = [.. endings.Select(ending => ending.ToArray())];
    }

    /// <summary>Sets the bit of each word that the text holds.</summary>
    public void Find(ReadOnlySpan<char> text, Span<ulong> found)
    {
        var state = 0;
        foreach (var character in text)
        {
            state = character < Ascii ? _next[(state * _columns) + _columnOf[character]] : 0;
            foreach (var word in _wordsAt[state])
                found[word >> 6] |= 1UL << word;
        }
    }

    // Level by level: where a word breaks off, go on in the longest other beginning that has just been read.
    private void Connect(List<int[]> states, List<List<int>> endings)
    {
        var fallback = new int[states.Count];
        var queue = new Queue<int>(states[0].Where(state => state != 0));
        while (queue.TryDequeue(out var state))
        {
            endings[state].AddRange(endings[fallback[state]]);
            for (var column = 0; column < _columns; column++)
            {
                var next = states[state][column];
                var other = states[fallback[state]][column];
                if (next == 0)
                {
                    states[state][column] = other;
                }
                else
                {
                    fallback[next] = other;
                    queue.Enqueue(next);
                }
            }
        }
    }
}
