using System.Xml;
using System.Xml.Linq;

namespace ConferenceGateway.SelfTest.Xmpp;

/// <summary>The few namespaces that the self-test speaks, and the way from text to elements: no DTD, bounded size.</summary>
internal static class XmppText
{
    public const int MaxCharacters = 256 * 1024;

    public static readonly XNamespace Client = "jabber:client";
    public static readonly XNamespace Framing = "urn:ietf:params:xml:ns:xmpp-framing";
    public static readonly XNamespace Streams = "http://etherx.jabber.org/streams";
    public static readonly XNamespace Sasl = "urn:ietf:params:xml:ns:xmpp-sasl";
    public static readonly XNamespace Bind = "urn:ietf:params:xml:ns:xmpp-bind";
    public static readonly XNamespace DiscoInfo = "http://jabber.org/protocol/disco#info";
    public static readonly XNamespace Muc = "http://jabber.org/protocol/muc";
    public static readonly XNamespace HttpBind = "http://jabber.org/protocol/httpbind";
    public static readonly XNamespace XBosh = "urn:xmpp:xbosh";

    /// <summary>The element, or null: no XML, too much of it, or with a DTD.</summary>
    public static XElement? TryParse(string text)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersInDocument = MaxCharacters,
            });
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>On one line, as it goes over the wire.</summary>
    public static string Write(XElement element) => element.ToString(SaveOptions.DisableFormatting);

    /// <summary>The ways to sign in that stream features offer.</summary>
    public static IReadOnlyList<string> Mechanisms(XElement features) =>
        [.. features.Descendants(Sasl + "mechanism").Select(mechanism => mechanism.Value.Trim())];

    /// <summary>The condition of an error: the name of its first child that is no text.</summary>
    public static string Condition(XElement error) =>
        error.Elements().FirstOrDefault(child => child.Name.LocalName != "text")?.Name.LocalName ?? error.Name.LocalName;

    /// <summary>What an error says in words, bounded; empty if nothing.</summary>
    public static string Words(XElement error)
    {
        var text = error.Elements().FirstOrDefault(child => child.Name.LocalName == "text")?.Value.Trim() ?? "";
        return text.Length > 200 ? text[..200] : text;
    }
}
