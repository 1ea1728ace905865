using ConferenceGateway.Portal;

namespace ConferenceGateway.Upkeep.Nodes;

/// <summary>People and rooms as they stand in a sentence.</summary>
internal static class Counts
{
    /// <summary>At the beginning of a sentence: <c>Elf Menschen</c></summary>
    public static Text People(int count) => count == 1
        ? new("Ein Mensch", "One person")
        : new($"{Capital(count).German} Menschen", $"{Capital(count).English} people");

    /// <summary>At the beginning of a sentence: <c>Drei Räume</c></summary>
    public static Text Rooms(int count) => count == 1
        ? new("Ein Raum", "One room")
        : new($"{Capital(count).German} Räume", $"{Capital(count).English} rooms");

    /// <summary>Behind a preposition: <c>drei Räumen</c></summary>
    public static Text InRooms(int count) => count == 1
        ? new("einem Raum", "one room")
        : new($"{(count == 0 ? "keinem Raum" : NumberWords.Of(count).German + " Räumen")}", $"{NumberWords.Of(count).English} rooms");

    private static Text Capital(int count) => count == 0
        ? new("Keine", "No")
        : new(NumberWords.Capital(NumberWords.Of(count).German), NumberWords.Capital(NumberWords.Of(count).English));
}
