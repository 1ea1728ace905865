using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet.Asking;
using ConferenceGateway.Fleet.Prosody;

namespace ConferenceGateway.Fleet.Bridges;

/// <summary>Reads out of a bridge's <c>/debug</c> which rooms are on it, and how many people of each.</summary>
internal static class BridgeRooms
{
    /// <summary>People by room; conferences whose room the bridge does not know are left out. Null = it has no such page.</summary>
    public static FrozenDictionary<RoomName, int>? Read(in Answer answer)
    {
        if (!answer.IsJson(isOwn: true))
            return null;
        var rooms = new Dictionary<RoomName, int>();
        var reader = new Utf8JsonReader(answer.Body);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                continue;
            if (reader.ValueTextEquals("conferences"u8))
                ReadAll(ref reader, rooms);
            else
                reader.Skip();
        }

        return rooms.ToFrozenDictionary();
    }

    private static void ReadAll(ref Utf8JsonReader reader, Dictionary<RoomName, int> rooms)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
                ReadOne(ref reader, rooms);
            else
                reader.Skip();
        }
    }

    private static void ReadOne(ref Utf8JsonReader reader, Dictionary<RoomName, int> rooms)
    {
        string? address = null;
        var people = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("name"u8))
            {
                reader.Read();
                address = reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length <= 4096 ? Encoding.UTF8.GetString(reader.ValueSpan) : null;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("endpoints"u8))
            {
                reader.Read();
                people = Count(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        if (address is not null && RoomAddress.TryRead(address, out var room))
            rooms[room] = rooms.GetValueOrDefault(room) + people;
    }

    private static int Count(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return 0;
        }

        var people = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            people++;
            reader.Skip();
        }

        return people;
    }
}
