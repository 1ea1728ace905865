using ConferenceGateway.Portal;

namespace ConferenceGateway.Upkeep.Shards;

/// <summary>Why a value cannot be, in the words of a page: the settings' reader speaks English and of keys.</summary>
internal static class ShardFaultTexts
{
    private static readonly Text Needed = new("Dieses Feld wird gebraucht.", "This field is needed.");
    private static readonly Text Twice = new("Das steht schon an anderer Stelle der Flotte.", "This stands elsewhere in the fleet already.");
    private static readonly Text ShardsName = new("So heißt schon ein Shard.", "A shard has that name already.");
    private static readonly Text Itself = new("Das ist das Gateway selbst.", "That is the gateway itself.");
    private static readonly Text NameRule = new("Erwartet werden bis zu 64 Buchstaben, Ziffern, Punkte, Bindestriche, Unterstriche; ein Buchstabe oder eine Ziffer zuerst.", "Up to 64 letters, digits, dots, hyphens, underscores are expected; a letter or a digit first.");
    private static readonly Text AddressRule = new("Erwartet wird eine Adresse wie http://10.0.0.5:8000.", "An address is expected, as http://10.0.0.5:8000.");
    private static readonly Text HostRule = new("Erwartet wird ein Hostname wie meet.example, wenn nötig mit Port.", "A host name is expected, as meet.example, with a port if there has to be one.");
    private static readonly Text CapacityRule = new("Erwartet wird eine Zahl von 1 bis 100000.", "A number from 1 to 100000 is expected.");
    private static readonly Text SecretRule = new("Erwartet werden mindestens 16 Zeichen, besser 32 zufällige.", "At least 16 characters are expected, better 32 random ones.");

    public static readonly Text Taken = new("Die Flotte hat schon einen Shard mit diesem Namen.", "The fleet has a shard of that name already.");

    /// <summary>One sentence on that field.</summary>
    public static Text Of(string key, string fault)
    {
        if (fault.Contains(" is missing", StringComparison.Ordinal))
            return Needed;
        if (fault.Contains("must be there once", StringComparison.Ordinal))
            return Twice;
        if (fault.Contains("name of a shard too", StringComparison.Ordinal))
            return ShardsName;
        if (fault.Contains("must not be the gateway itself", StringComparison.Ordinal))
            return Itself;
        return key.Split(':')[^1] switch
        {
            "Address" or "PrivateAddress" or "Prosody" or "Jicofo" => AddressRule,
            "Host" => HostRule,
            "Capacity" => CapacityRule,
            "Secret" => SecretRule,
            "Name" or "ServerId" or "Nickname" or "AnnouncedName" => NameRule,
            _ => Text.Same(fault),
        };
    }
}
