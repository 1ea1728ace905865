using ConferenceGateway.Portal;

namespace ConferenceGateway.Identity.ApiKeys;

/// <summary>The words of the pages about keys.</summary>
internal static class KeysTexts
{
    public static readonly Text Nav = new("Schlüssel", "Keys");
    public static readonly Text Headline = new("API-Schlüssel", "API keys");
    public static readonly Text Lead = new("Mit einem Schlüssel darf ein Skript tun, was hier auf den Seiten geht.", "With a key a script may do what these pages do.");
    public static readonly Text None = new("Es gibt noch keinen Schlüssel.", "There is no key yet.");
    public static readonly Text New = new("Neuer Schlüssel", "New key");
    public static readonly Text Name = new("Name", "Name");
    public static readonly Text NameHint = new("Wofür er ist, zum Beispiel: Sicherung am Abend.", "What it is for, for example: evening backup.");
    public static readonly Text Owner = new("Gehört", "Owner");
    public static readonly Text Scopes = new("Rechte", "Rights");
    public static readonly Text ScopesHint = new("Nur, was Sie selbst dürfen. Verlieren Sie ein Recht, verliert es auch der Schlüssel.", "Only what you may do yourself. If you lose a right, the key loses it too.");
    public static readonly Text Days = new("Gilt wie viele Tage", "Days until it ends");
    public static readonly Text DaysHint = new($"Eine Zahl von 1 bis {ApiKeyWish.MostDays}.", $"A whole number from 1 to {ApiKeyWish.MostDays}.");
    public static readonly Text Used = new("Zuletzt benutzt", "Last used");
    public static readonly Text Ends = new("Gilt bis", "Ends");
    public static readonly Text Revoke = new("Widerrufen", "Revoke");
    public static readonly Text Make = new("Schlüssel anlegen", "Create the key");
    public static readonly Text Back = new("Zur Liste", "To the list");
    public static readonly Text MadeHeadline = new("Der Schlüssel ist angelegt.", "The key is created.");
    public static readonly Text MadeLead = new("Er steht nur jetzt hier. Bitte gleich dort ablegen, wo das Skript ihn liest.", "It is shown only now. Please put it where the script reads it.");
    public static readonly Text MadeLabel = new("Der Schlüssel", "The key");

    /// <summary>Said on the list.</summary>
    public static Text RevokedMessage(string name) => new($"Der Schlüssel {name} öffnet nichts mehr.", $"The key {name} opens nothing any more.");

    public static Text Shown(ApiKeyState state) => state switch
    {
        ApiKeyState.Active => new("gültig", "active"),
        ApiKeyState.Expired => new("abgelaufen", "expired"),
        _ => new("widerrufen", "revoked"),
    };

    /// <summary>What a scope lets a key do.</summary>
    public static Text Scope(Right right) => right.Name switch
    {
        "rooms:read" => new("Räume lesen: die eigenen; mit Verwaltung oder Revision alle", "read rooms: one's own; as admin or auditor all"),
        "rooms:write" => new("Räume anlegen und ändern, in Treffen eingreifen: die eigenen; mit Verwaltung alle", "claim and change rooms, act on meetings: one's own; as admin all"),
        "check:read" => new("das Ergebnis der Prüfung lesen", "read the result of the check"),
        "check:run" => new("die Prüfung laufen lassen", "let the check run"),
        "accounts:read" => new("Konten und ihre Rollen lesen", "read accounts and their roles"),
        "accounts:write" => new("Konten anlegen, ändern und sperren; kann Passwörter zurücksetzen", "create, change and disable accounts; can reset passwords"),
        "keys:read" => new("Schlüssel lesen", "read which keys there are"),
        "keys:write" => new("Schlüssel anlegen und widerrufen", "create and revoke keys"),
        "audit:read" => new("lesen, wer was getan hat", "read who did what"),
        "policy:read" => new("die Browser-Regeln lesen", "read the browser policy"),
        "policy:write" => new("die Browser-Regeln ändern", "change the browser policy"),
        "support:read" => new("Hilfe-Codes öffnen", "open support codes"),
        "support:write" => new("Hilfe-Codes löschen", "delete support codes"),
        "fleet:read" => new("Shards, Bridges, Leerungen lesen, und wo Räume leben", "read shards, bridges and drains, and where rooms live"),
        "fleet:write" => new("Shards und Bridges leeren und ändern, Räume verschieben, für Wartung schließen", "drain and change shards and bridges, move rooms, close for maintenance"),
        _ => Text.Same(right.Name),
    };
}
