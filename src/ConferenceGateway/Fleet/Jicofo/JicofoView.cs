using System.Text.Json;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet.Asking;
using ConferenceGateway.Fleet.Prosody;

namespace ConferenceGateway.Fleet.Jicofo;

/// <summary>A bridge as Jicofo sees it.</summary>
/// <param name="IsDraining">Whether it leaves it out for new meetings; null = it does not say.</param>
/// <param name="IsOperational">Whether it uses it; null = it does not say.</param>
/// <param name="RelayId">What the bridge calls itself before other bridges; null = nothing.</param>
internal sealed record BridgeSeen(bool? IsDraining, bool? IsOperational, string? RelayId);

/// <summary>What Jicofo says in <c>/debug</c>: its bridges by nickname, and its meetings.</summary>
internal sealed class JicofoView(bool isOwn)
{
    /// <summary>A longer answer is refused.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    /// <summary>What it sees.</summary>
    /// <param name="Bridges">By nickname.</param>
    /// <param name="Rooms">Meetings.</param>
    /// <param name="People">People in them.</param>
    /// <param name="IsOdd">Whether a meeting's number of people, or the sum of them, cannot be: then neither is counted.</param>
    public sealed record Seen(IReadOnlyDictionary<string, BridgeSeen> Bridges, int? Rooms, int? People, bool IsOdd);

    /// <summary>Reads it; null = it has no such page.</summary>
    public Seen? Read(in Answer answer)
    {
        if (!answer.IsJson(isOwn))
            return null;
        var bridges = new Dictionary<string, BridgeSeen>(StringComparer.Ordinal);
        (int Rooms, long People)? meetings = null;
        var isOdd = false;
        var reader = new Utf8JsonReader(answer.Body);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("bridge_selector"u8))
                ReadSelector(ref reader, bridges);
            else if (reader.ValueTextEquals("focus_manager"u8))
                meetings = ReadMeetings(ref reader, ref isOdd);
            else
                reader.Skip();
        }

        if (bridges.Count == 0 && meetings is null)
            return null;
        isOdd |= meetings?.People > Census.MostPeople;
        return isOdd ? new Seen(bridges, null, null, true) : new Seen(bridges, meetings?.Rooms, (int?)meetings?.People, false);
    }

    private static void ReadSelector(ref Utf8JsonReader reader, Dictionary<string, BridgeSeen> bridges)
    {
        if (!Enter(ref reader))
            return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!reader.ValueTextEquals("bridge"u8))
            {
                reader.Skip();
                continue;
            }

            if (!Enter(ref reader))
                continue;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                // brewery@internal.auth.example.org/nickname
                var address = reader.GetString() ?? "";
                var nickname = address[(address.IndexOf('/', StringComparison.Ordinal) + 1)..];
                if (Enter(ref reader))
                    bridges[nickname] = ReadBridge(ref reader);
            }
        }
    }

    private static BridgeSeen ReadBridge(ref Utf8JsonReader reader)
    {
        bool? drains = null, operational = null;
        string? relay = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueTextEquals("drain"u8) ? 1 : reader.ValueTextEquals("operational"u8) ? 2 : reader.ValueTextEquals("relay-id"u8) ? 3 : 0;
            reader.Read();
            switch (name, reader.TokenType)
            {
                case (1, JsonTokenType.True or JsonTokenType.False):
                    drains = reader.TokenType == JsonTokenType.True;
                    break;
                case (2, JsonTokenType.True or JsonTokenType.False):
                    operational = reader.TokenType == JsonTokenType.True;
                    break;
                // What is not there is written as the word null.
                case (3, JsonTokenType.String) when reader.ValueSpan.Length is > 0 and <= 200 && !reader.ValueTextEquals("null"u8):
                    relay = OneLine.Of(reader.GetString()!);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new BridgeSeen(drains, operational, relay);
    }

    // Each meeting is a number. Where one is anything else, how many people there are is not known: it is not nobody.
    private static (int Rooms, long People)? ReadMeetings(ref Utf8JsonReader reader, ref bool isOdd)
    {
        if (!Enter(ref reader))
            return null;
        var (rooms, people) = (0, 0L);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var inside) && inside is >= 0 and <= Census.MostPeople)
                (rooms, people) = (rooms + Math.Min(inside, 1), people + inside);
            else
                isOdd = true;
            reader.Skip();
        }

        return (rooms, people);
    }

    private static bool Enter(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
            return true;
        reader.Skip();
        return false;
    }
}
