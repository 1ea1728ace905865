using System.Globalization;

namespace ConferenceGateway.Portal;

/// <summary>Numbers as one would write them in a sentence: small ones in words, others in figures.</summary>
internal static class NumberWords
{
    private static readonly string[] German = ["kein", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"];
    private static readonly string[] English = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <summary>The number; one and none as they stand before a masculine noun.</summary>
    public static Text Of(int count, bool isDative = false) => count >= German.Length || count < 0
        ? Text.Same(count.ToString(CultureInfo.InvariantCulture))
        : new(isDative && count == 1 ? "einem" : German[count], English[count]);

    /// <summary>The same word at the beginning of a sentence.</summary>
    public static string Capital(string word) => CultureInfo.InvariantCulture.TextInfo.ToUpper(word[0]) + word[1..];
}
