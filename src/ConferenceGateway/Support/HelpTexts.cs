using ConferenceGateway.Portal;

namespace ConferenceGateway.Support;

/// <summary>The words of the member's pages.</summary>
internal static class HelpTexts
{
    public static readonly Text AskHeadline = new("Brauchen Sie Hilfe?", "Do you need help?");
    public static readonly Text AskLead = new("Ein Hilfe-Code erspart lange Fragen: Wer Ihnen hilft, sieht damit, was unsere Prüfung gesehen hat.", "A support code saves long questions: whoever helps you sees what our check has seen.");
    public static readonly Text MadeHeadline = new("Das ist Ihr Hilfe-Code.", "This is your support code.");
    public static readonly Text MadeLead = new("Nennen Sie ihn, wenn Sie um Hilfe bitten. Ohne ihn findet niemand, was hier steht.", "Say it when you ask for help. Without it nobody finds what stands here.");
    public static readonly Text Code = new("Hilfe-Code", "Support code");
    public static readonly Text Aloud = new("Groß oder klein ist gleich. Null und Eins kommen nicht vor, auch kein O, I und L.", "Capitals do not matter. There is no zero and no one in it, and no O, I or L.");
    public static readonly Text OnlyThey = new("Nur die Verwaltung kann ihn öffnen. Wer ihn öffnet, wird aufgeschrieben.", "Only admins can open it. Who opens it is written down.");
    public static readonly Text NotKept = new("Nicht gespeichert sind Ihre Adresse, Ihr Name, der Raum und die ganze Kennung Ihres Browsers.", "Not kept are your address, your name, the room and the whole identification of your browser.");
    public static readonly Text Back = new("Zurück", "Back");
    public static readonly Text ToStart = new("Zur Startseite", "Start page");
    public static readonly Text DeletedHeadline = new("Ihr Hilfe-Code ist gelöscht.", "Your support code is deleted.");
    public static readonly Text DeletedLead = new("Es ist nichts mehr davon gespeichert.", "Nothing of it is kept any more.");
}
