using ConferenceGateway.Portal;

namespace ConferenceGateway.Identity.OpenId;

/// <summary>What people read on their way by a provider and back.</summary>
internal static class OpenIdTexts
{
    public static readonly Text GoOnHeadline = new("Weiter beim Anbieter.", "Go on at the provider.");
    public static readonly Text Lost = new(
        "Die Anmeldung hat zu lange gedauert, wurde in einem anderen Browser begonnen oder schon einmal benutzt. Bitte neu beginnen.",
        "The sign-in took too long, was begun in another browser, or was used before. Please begin anew.");
    public static readonly Text NotSame = new(
        "Beim Anbieter hat sich jemand anderes angemeldet. Bitte dort mit dem eigenen Konto anmelden.",
        "Somebody else signed in at the provider. Please sign in there with your own account.");
    public static readonly Text NotFresh = new(
        "Der Anbieter hat nicht bestätigt, dass Sie sich eben neu angemeldet haben. Bitte noch einmal, mit Anmeldung dort.",
        "The provider did not confirm that you have just signed in anew. Please try again, and sign in there.");
    public static readonly Text Disabled = new("Dieses Konto ist stillgelegt. Die Verwaltung kann es wieder öffnen.", "This account is disabled. An admin can open it again.");
    public static readonly Text SessionEnded = new("Die Sitzung hier ist inzwischen beendet. Bitte neu anmelden.", "The session here has ended meanwhile. Please sign in anew.");
    public static readonly Text NoPassword = new(
        "Das Konto hat kein Passwort. Ohne den Anbieter könnte sich niemand mehr anmelden. Bitte erst ein Passwort setzen lassen.",
        "The account has no password. Without the provider nobody could sign in. Please have a password set first.");
    public static readonly Text Bound = new(
        "Das Konto ist schon mit einem Anbieter verbunden. Bitte erst diese Verbindung lösen.",
        "The account is bound to a provider already. Please unbind that one first.");
    public static readonly Text Unbound = new("Das Konto ist mit keinem Anbieter mehr verbunden.", "The account is bound to no provider any more.");

    public static Text GoOn(string provider) => new($"Weiter zu {provider}", $"Go on to {provider}");

    public static Text GoOnLead(string provider) => new($"{provider} öffnet sich gleich.", $"{provider} opens in a moment.");

    public static Text NowBound(ProviderOptions provider) => new(
        $"Ab jetzt können Sie sich auch mit {provider.DisplayName} anmelden.", $"From now on you can sign in with {provider.DisplayName} as well.");

    public static Text GivenUp(ProviderOptions provider) => new(
        $"Die Anmeldung bei {provider.DisplayName} wurde abgebrochen.", $"The sign-in at {provider.DisplayName} was given up.");

    public static Text NotLetIn(ProviderOptions provider) => new(
        $"{provider.DisplayName} hat diese Anmeldung abgelehnt. Bitte noch einmal, oder dort nachfragen.",
        $"{provider.DisplayName} refused this sign-in. Please try again, or ask there.");

    public static Text NotValid(ProviderOptions provider) => new(
        $"Die Antwort von {provider.DisplayName} ist nicht gültig. Bitte noch einmal anmelden.",
        $"The answer of {provider.DisplayName} is not valid. Please sign in again.");

    public static Text NoAccount(ProviderOptions provider) => new(
        $"Für diese Person von {provider.DisplayName} gibt es hier kein Konto. Die Verwaltung kann eines anlegen.",
        $"There is no account here for this person of {provider.DisplayName}. An admin can create one.");
}
