using System.Globalization;
using System.Security.Cryptography;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Rooms.Passwords;

/// <summary>
/// Suggests a password that can be said on the telephone and typed on one: three plain words and two digits, small letters
/// from a to z. With 128 words to choose from there are 190 million, and a room's door takes 60 wrong ones a minute.
/// </summary>
internal static class SuggestedPassword
{
    private static readonly string[] German = Words("""
        abend adler ahorn amsel anker apfel april arena atlas bagger ballon banane becher biene birke birne blatt blume
        boden bohne boje brief brille brot dachs dampf dattel deckel delfin donner dorf eiche eimer elster engel ernte esel
        fackel falke farbe feder felsen fenster feuer fichte flagge floh fluss forelle frosch gabel garten gitter glocke
        gondel gurke hafen hagel hammer hase heide hering himbeere himmel honig hummel igel insel iris jacke januar kakao
        kamel kanal karte kastanie kater kegel keller kerze kiesel kirsche klee koffer komet kompass koralle krone kuchen
        lampe laterne leiter lerche licht linde linse lupe mandel mantel marder melone minze moos motte muschel nadel nebel
        nelke ofen olive orgel otter palme papier pfeffer pinsel quelle rabe regal regen ring rose sattel segel sonne stern
        tulpe wolke
        """);

    private static readonly string[] English = Words("""
        acorn amber anchor apple april arrow autumn badge baker balloon banana basket beacon berry bottle branch bread
        breeze bridge brush bucket butter button cabin camel candle canoe canyon carpet carrot castle cedar cherry circle
        clover cobalt comet compass copper coral cotton cradle crayon cricket crown dancer desert dolphin donkey dragon drum
        eagle ember engine falcon feather fern ferry field flame flute forest fossil fountain garden ginger globe granite
        grape guitar hammer harbor harvest hazel helmet heron honey island ivory jacket jelly jungle kettle ladder lagoon
        lantern lemon letter lilac linen lizard magnet maple marble meadow melon mirror mitten motor nectar needle oasis
        olive orange orchid otter paddle palace pebble pencil pepper picnic pillow planet plum pocket pumpkin rabbit raven
        ribbon river saddle sailor salmon spoon sunset tulip velvet
        """);

    /// <summary>A new one, in the words of that language.</summary>
    public static string Make(Language language)
    {
        var words = language == Language.German ? German : English;
        return string.Create(
            CultureInfo.InvariantCulture, $"{One(words)}-{One(words)}-{One(words)}-{RandomNumberGenerator.GetInt32(10, 100)}");
    }

    /// <summary>The words that are drawn from.</summary>
    public static IReadOnlyList<string> WordsOf(Language language) => language == Language.German ? German : English;

    private static string One(string[] words) => words[RandomNumberGenerator.GetInt32(words.Length)];

    private static string[] Words(string text) => text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
}
