using System.Text.Json;
using ConferenceGateway.Fleet.Asking;

namespace ConferenceGateway.Fleet.Jicofo;

/// <summary>What Jicofo says in <c>/stats</c>: enough for a load where nothing else tells one.</summary>
internal sealed class JicofoStats(bool isOwn)
{
    private const int Most = 100_000;

    /// <summary>The figures.</summary>
    public sealed record Counted(int? Rooms, int? People);

    /// <summary>Reads them; null = it has no such page.</summary>
    public Counted? Read(in Answer answer)
    {
        if (!answer.IsJson(isOwn))
            return null;
        int? rooms = null, people = null;
        var reader = new Utf8JsonReader(answer.Body);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isRooms, isPeople) = (reader.ValueTextEquals("conferences"u8), reader.ValueTextEquals("participants"u8));
            reader.Read();
            if (!(isRooms || isPeople))
                reader.Skip();
            else if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var number) || number is < 0 or > Most)
                return isOwn ? throw new SourceException("absurd", $"counts {(isRooms ? "conferences" : "participants")} that cannot be") : null;
            else if (isRooms)
                rooms = number;
            else
                people = number;
        }

        return rooms is null && people is null ? null : new Counted(rooms, people);
    }
}
