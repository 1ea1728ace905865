namespace ConferenceGateway.Fleet.Bridges;

/// <summary>
/// <c>NaN</c> and <c>Infinity</c> are no JSON, and some writers of JSON write them. One such figure must not cost the others:
/// they are put in quotes, and are no numbers then.
/// </summary>
internal static class OddNumbers
{
    /// <summary>The text with such words in quotes; null = there are none, which is nearly always.</summary>
    public static byte[]? Quoted(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("NaN"u8) < 0 && json.IndexOf("Infinity"u8) < 0)
            return null;
        var quoted = new List<byte>(json.Length + 16);
        for (var at = 0; at < json.Length; at++)
        {
            // In this order: looking back first would walk a long run of blanks anew from each of its blanks.
            var length = LengthAt(json[at..]);
            if (length == 0 || !IsBefore(quoted))
            {
                quoted.Add(json[at]);
                continue;
            }

            quoted.Add((byte)'"');
            quoted.AddRange(json.Slice(at, length));
            quoted.Add((byte)'"');
            at += length - 1;
        }

        return [.. quoted];
    }

    // A value stands behind a colon; in a text these words are left alone, as the colon there has a letter or a quote before.
    private static bool IsBefore(List<byte> before)
    {
        var last = before.Count - 1;
        while (last > 0 && before[last] is (byte)' ')
            last--;
        if (last < 0 || before[last] != (byte)':')
            return false;
        last--;
        while (last > 0 && before[last] is (byte)' ')
            last--;
        return last >= 0 && before[last] == (byte)'"';
    }

    private static int LengthAt(ReadOnlySpan<byte> text) =>
        text.StartsWith("NaN"u8) ? 3 : text.StartsWith("Infinity"u8) ? 8 : text.StartsWith("-Infinity"u8) ? 9 : 0;
}
