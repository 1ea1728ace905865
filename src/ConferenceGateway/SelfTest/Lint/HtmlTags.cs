namespace ConferenceGateway.SelfTest.Lint;

/// <summary>One start tag of a page.</summary>
/// <param name="Name">In small letters.</param>
/// <param name="Attributes">The first of each name, names in small letters.</param>
/// <param name="Content">For script and style: what stands between the tags.</param>
/// <param name="ContentIndex">Where that begins.</param>
internal sealed record HtmlTag(string Name, IReadOnlyDictionary<string, string> Attributes, string Content, int ContentIndex)
{
    public string this[string attribute] => Attributes.GetValueOrDefault(attribute, "");
}

/// <summary>Reads the start tags of a page, in one pass over it; what is no tag is skipped. No tree is built: nothing here needs one.</summary>
internal static class HtmlTags
{
    /// <summary>A tag with more attributes is none that people write.</summary>
    private const int MostAttributes = 100;

    public static IEnumerable<HtmlTag> In(string page)
    {
        var i = 0;
        while ((i = page.IndexOf('<', i)) >= 0)
        {
            if (string.CompareOrdinal(page, i, "<!--", 0, 4) == 0)
            {
                var end = page.IndexOf("-->", i + 4, StringComparison.Ordinal);
                if (end < 0)
                    yield break;
                i = end + 3;
                continue;
            }

            if (i + 1 >= page.Length || !char.IsAsciiLetter(page[i + 1]))
            {
                i++;
                continue;
            }

            var nameEnd = i + 1;
            while (nameEnd < page.Length && !IsEnd(page[nameEnd]))
                nameEnd++;
            var name = page[(i + 1)..nameEnd].ToLowerInvariant();
            var attributes = ReadAttributes(page, nameEnd, out i);
            var start = i;
            if (name is "script" or "style")
            {
                var end = page.IndexOf("</" + name, i, StringComparison.OrdinalIgnoreCase);
                i = end < 0 ? page.Length : end;
            }

            yield return new HtmlTag(name, attributes, page[start..i], start);
        }
    }

    private static Dictionary<string, string> ReadAttributes(string page, int index, out int end)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        while (index < page.Length && page[index] != '>')
        {
            if (char.IsWhiteSpace(page[index]) || page[index] is '/' or '=')
            {
                index++;
                continue;
            }

            var start = index;
            while (index < page.Length && !IsEnd(page[index]) && page[index] != '=')
                index++;
            var name = page[start..index].ToLowerInvariant();
            while (index < page.Length && char.IsWhiteSpace(page[index]))
                index++;
            var value = index < page.Length && page[index] == '=' ? ReadValue(page, ref index) : "";
            if (attributes.Count < MostAttributes)
                attributes.TryAdd(name, value);
        }

        end = Math.Min(index + 1, page.Length);
        return attributes;
    }

    private static string ReadValue(string page, ref int index)
    {
        index++;
        while (index < page.Length && char.IsWhiteSpace(page[index]))
            index++;
        if (index >= page.Length)
            return "";
        var quote = page[index];
        int start;
        if (quote is '"' or '\'')
        {
            start = ++index;
            var close = page.IndexOf(quote, start);
            index = close < 0 ? page.Length : close + 1;
            return System.Net.WebUtility.HtmlDecode(page[start..(close < 0 ? page.Length : close)]);
        }

        start = index;
        while (index < page.Length && !char.IsWhiteSpace(page[index]) && page[index] != '>')
            index++;
        return System.Net.WebUtility.HtmlDecode(page[start..index]);
    }

    private static bool IsEnd(char letter) => char.IsWhiteSpace(letter) || letter is '>' or '/';
}
