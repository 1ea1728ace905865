using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ConferenceGateway.Portal.Api;

/// <summary>One page of a list.</summary>
/// <param name="Items">In the list's own order.</param>
/// <param name="Next">The cursor of the next page, for <c>after</c>; null: this is the last one.</param>
internal sealed record ApiList<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>
/// Where in a list a request stands: <c>?limit=</c>, and <c>?after=</c> with the cursor of the page before. A cursor carries
/// the key of the last item that was seen, so that nothing is missed or doubled while others add and take away.
/// </summary>
/// <param name="Limit">How many items at most.</param>
/// <param name="After">The key behind which the page begins; null: at the beginning.</param>
internal readonly record struct ApiPaging(int Limit, string? After)
{
    public const int UsualLimit = 50;
    public const int MostLimit = 200;

    private const int MostCursor = 1000;

    /// <summary>How many rows to ask of the store: one more than the page has tells whether there is another.</summary>
    public int Wanted => Limit + 1;

    /// <summary>Reads the query; the problem if it makes no sense, else null.</summary>
    public static Problem? Read(HttpContext context, out ApiPaging paging)
    {
        paging = new(UsualLimit, null);
        var query = context.Request.Query;
        if (query.TryGetValue("limit", out var limit))
        {
            if (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > MostLimit)
                return new Problem.WrongValue(Text.Same($"limit must be a whole number from 1 to {MostLimit}."));
            paging = paging with { Limit = count };
        }

        if (query.TryGetValue("after", out var after))
        {
            if (KeyOf(after) is not { } key)
                return new Problem.WrongValue(Text.Same("after must be the value of next of the page before, unchanged."));
            paging = paging with { After = key };
        }

        return null;
    }

    /// <summary>Makes a page of the rows that the store had from here on.</summary>
    public ApiList<TItem> Page<TRow, TItem>(IReadOnlyList<TRow> rows, Func<TRow, string> key, Func<TRow, TItem> show) => new(
        [.. rows.Take(Limit).Select(show)],
        rows.Count > Limit ? Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key(rows[Limit - 1]))) : null);

    private static string? KeyOf(string? cursor)
    {
        if (cursor is null or { Length: 0 or > MostCursor } || !Base64Url.IsValid(cursor))
            return null;
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Base64Url.DecodeFromChars(cursor));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
