using ConferenceGateway.Portal;

namespace ConferenceGateway.Upkeep.Shards;

/// <summary>The words of adding, changing and removing a shard.</summary>
internal static class ShardTexts
{
    public static readonly Text New = new("Shard hinzufügen", "Add a shard");
    public static readonly Text NewLead = new("Name und Adresse genügen für den Anfang. Räume kommen erst, wenn er geantwortet hat.", "Name and address are enough to begin with. Rooms come only when it has answered.");
    public static readonly Text ChangeLead = new("Es gilt sofort, statt dessen, was in der Datei der Einstellungen steht. Wer dort ist, bleibt dort.", "It holds at once, in the place of what the settings’ file says. Whoever is there stays there.");
    public static readonly Text Save = new("Speichern", "Save");
    public static readonly Text Add = new("Hinzufügen", "Add");
    public static readonly Text Back = new("Abbrechen", "Cancel");
    public static readonly Text NotSaved = new("Das wurde nicht gespeichert.", "This was not saved.");
    public static readonly Text Changed = new("Inzwischen hat es jemand anderes geändert. Noch einmal speichern ersetzt dessen Fassung.", "Somebody else has changed it meanwhile. Saving again replaces their version.");
    public static readonly Text Bridges = new("Bridges", "Bridges");
    public static readonly Text BridgesHint = new("Eine leere Zeile ist keine Bridge. Wer eine entfernen will, leert ihre Felder.", "An empty row is no bridge. To remove one, empty its fields.");
    public static readonly Text AskedBy = new("Wer darf hinein?", "Who may go in?");
    public static readonly Text AskNone = new("Jeder, der eine Verbindung hat", "Everybody with a connection");
    public static readonly Text AskNoneHint = new("Nur offene Räume kommen dorthin.", "Open rooms alone come there.");
    public static readonly Text AskToken = new("Nur mit Token des Gateways", "With a token of the gateway only");
    public static readonly Text AskTokenHint = new("Auch Räume mit Passwort kommen dorthin.", "Rooms with a password come there too.");
    public static readonly Text SecretKept = new("Ist gesetzt und wird nicht gezeigt. Leer heißt: so lassen.", "It is set, and not shown. Empty means: leave it.");
    public static readonly Text SecretNew = new("Das app_secret seiner Prosody, mindestens 16 Zeichen.", "The app_secret of its Prosody, at least 16 characters.");
    public static readonly Text RemoveFold = new("Shard entfernen", "Remove the shard");
    public static readonly Text RemoveHint = new("Geht nur, wenn er geleert und leer ist oder nicht antwortet.", "Works only when it is drained and empty, or does not answer.");
    public static readonly Text Remove = new("Entfernen", "Remove");
    public static readonly Text ReturnFold = new("Zurück zu den Einstellungen", "Back to the settings");
    public static readonly Text ReturnHint = new("Was hier geändert wurde, gilt dann nicht mehr. Es gilt, was in der Datei der Einstellungen steht.", "What was changed here holds no longer. What the file of the settings says holds.");
    public static readonly Text ReturnGone = new("In den Einstellungen steht er nicht: Er verlässt dann die Flotte.", "The settings do not have it: it leaves the fleet then.");
    public static readonly Text Return = new("Zurücknehmen", "Take it back");
    public static readonly Text Gone = new("Der Shard gehört nicht mehr zur Flotte.", "The shard is no longer in the fleet.");
    public static readonly Text Returned = new("Es gilt wieder, was in den Einstellungen steht.", "What the settings say holds again.");

    public static Text Change(string name) => new($"{name} ändern", $"Change {name}");

    public static Text Saved(string name) => new($"{name} ist gespeichert.", $"{name} is saved.");

    public static Text InUse(string name) => new($"{name} ist noch in Gebrauch. Erst leeren und warten, bis niemand mehr dort ist.", $"{name} is still in use. Drain it first, and wait until nobody is there.");

    public static Text Bridge(int number) => new($"Bridge {number}", $"Bridge {number}");

    public static Text Label(string key) => key switch
    {
        "Name" => new("Name", "Name"),
        "Address" => new("Adresse des Webservers", "Address of the web server"),
        "Prosody" => new("Adresse von Prosody", "Address of Prosody"),
        "Jicofo" => new("Adresse von Jicofo", "Address of Jicofo"),
        "Host" => Text.Same("Host"),
        "AnnouncedName" => new("Angesagter Name (shard_name)", "Announced name (shard_name)"),
        "Capacity" => new("Platz für so viele Menschen", "Room for so many people"),
        "Token:Issuer" => new("app_id (iss)", "app_id (iss)"),
        "Token:Audience" => new("Empfänger (aud)", "Audience (aud)"),
        "Token:Subject" => new("Domain (sub)", "Domain (sub)"),
        "Token:Secret" => Text.Same("app_secret"),
        "Bridges:ServerId" => Text.Same("server-id"),
        "Bridges:Address" => new("Öffentliche Adresse", "Public address"),
        "Bridges:PrivateAddress" => new("Private Adresse", "Private address"),
        "Bridges:Nickname" => new("Name bei Jicofo", "Name at Jicofo"),
        _ => new("Platz für so viele Menschen", "Room for so many people"),
    };

    public static Text? Hint(string key) => key switch
    {
        "Name" => new("Kurz und eindeutig. Er lässt sich später nicht ändern.", "Short, and the only one of its kind. It cannot be changed later."),
        "Prosody" or "Jicofo" => new("Leer: wie der Webserver.", "Empty: as the web server."),
        "Host" => new("Leer: der Hostname der Treffen.", "Empty: the host name of the meetings."),
        "Capacity" => new("Leer: die Summe seiner Bridges.", "Empty: the sum of its bridges."),
        "Token:Issuer" => new("Nur mit Token. Wie in seiner Prosody.", "With a token only. As in its Prosody."),
        "Token:Audience" => new("Nur mit Token. Leer: jitsi.", "With a token only. Empty: jitsi."),
        "Token:Subject" => new("Nur mit Token. Leer: der Host ohne Port.", "With a token only. Empty: the host without its port."),
        "AnnouncedName" => new("Leer: Seine Prosody hat keinen.", "Empty: its Prosody has none."),
        "Bridges:ServerId" => new("Wie in der jvb.conf.", "As in jvb.conf."),
        "Bridges:Address" => new("Nur für WebSockets von Bridges.", "For WebSockets of bridges only."),
        "Bridges:Capacity" => new("Leer: 100.", "Empty: 100."),
        "Bridges:PrivateAddress" => new("Zum Fragen und zum Leeren.", "For asking and for draining."),
        "Bridges:Nickname" => new("Leer: die server-id.", "Empty: the server-id."),
        _ => null,
    };
}
