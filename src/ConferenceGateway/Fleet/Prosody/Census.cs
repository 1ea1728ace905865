using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet.Asking;

namespace ConferenceGateway.Fleet.Prosody;

/// <summary>
/// Reads Prosody's <c>/room-census</c>: who is where. Rooms with nobody in them are no rooms: anybody who is inside one
/// meeting can make Prosody create others.
/// </summary>
internal sealed class Census(bool isOwn)
{
    /// <summary>A longer census is refused: about 70,000 rooms.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    /// <summary>One with more rooms is counted, and not kept.</summary>
    public const int MostRooms = 20_000;

    /// <summary>More people are in no shard: whoever counts more counts nothing.</summary>
    public const int MostPeople = 1_000_000;

    private const int MostInOne = 100_000;
    private const int CannotBe = -1;

    // A room that was there in the round before is not parsed again.
    private readonly RoomNameCache _names = new(MostRooms);
    private readonly char[] _address = new char[4096];

    /// <summary>What it says.</summary>
    /// <param name="Rooms">People by room; null = more rooms than are kept.</param>
    /// <param name="People">People in all of them.</param>
    /// <param name="Count">Rooms with somebody in them.</param>
    /// <param name="Odd">Rooms whose number of people cannot be: they are left out.</param>
    public sealed record Counted(FrozenDictionary<RoomName, int>? Rooms, int People, int Count, int Odd);

    /// <summary>Reads it; null = there is none.</summary>
    public Counted? Read(in Answer answer)
    {
        if (!answer.IsJson(isOwn))
            return null;
        var reader = new Utf8JsonReader(answer.Body);
        if (!IsCensus(reader))
            return isOwn ? throw new SourceException("no-census", "answers with something else than a census") : null;
        var rooms = new Dictionary<RoomName, int>();
        var (people, count, odd) = (0L, 0, 0);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.StartObject || reader.CurrentDepth != 2)
                continue;
            if (!TryReadOne(ref reader, out var room, out var inside))
                continue;
            if (inside == CannotBe)
            {
                odd++;
                continue;
            }

            (people, count) = (people + inside, count + 1);
            if (count <= MostRooms)
                rooms[room] = inside;
        }

        if (people > MostPeople)
            throw new SourceException("absurd", string.Create(CultureInfo.InvariantCulture, $"counts {people} people, which is more than can be"));
        return new Counted(count <= MostRooms ? rooms.ToFrozenDictionary() : null, (int)people, count, odd);
    }

    // A list below its name, or, of nobody, an empty list alone. Whatever else somebody answers must not pass for "nobody is here".
    private static bool IsCensus(Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
            return reader.Read() && reader.TokenType == JsonTokenType.EndArray;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("room_census"u8))
                return reader.Read() && reader.TokenType == JsonTokenType.StartArray;
            reader.Skip();
        }

        return false;
    }

    private bool TryReadOne(ref Utf8JsonReader reader, out RoomName room, out int people)
    {
        (room, people) = (default, 0);
        var isRoom = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isName, isPeople) = (reader.ValueTextEquals("room_name"u8), reader.ValueTextEquals("participants"u8));
            reader.Read();
            if (isName && reader.TokenType == JsonTokenType.String)
                isRoom = TryReadName(ref reader, out room);
            else if (isPeople && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) && number is >= 0 and <= MostInOne)
                people = number;
            else if (isPeople)
                people = CannotBe;
            // What is no list and no object is passed over already.
            reader.Skip();
        }

        return isRoom && people != 0;
    }

    private bool TryReadName(ref Utf8JsonReader reader, out RoomName room)
    {
        room = default;
        if (reader.ValueSpan.Length > _address.Length)
            return false;
        var address = _address.AsSpan(0, reader.ValueIsEscaped ? reader.CopyString(_address) : Encoding.UTF8.GetChars(reader.ValueSpan, _address));
        if (_names.TryGet(default, address, out room))
            return true;
        if (!RoomAddress.TryRead(address, out room))
            return false;
        _names.Add(default, address, room);
        return true;
    }
}
