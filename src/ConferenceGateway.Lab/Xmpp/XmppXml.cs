using System.Xml;
using System.Xml.Linq;

namespace ConferenceGateway.Lab.Xmpp;

/// <summary>The namespaces, and the way between text and elements. No DTD, bounded size.</summary>
internal static class XmppXml
{
    public const int MaxCharacters = 256 * 1024;

    public static readonly XNamespace Client = "jabber:client";
    public static readonly XNamespace Framing = "urn:ietf:params:xml:ns:xmpp-framing";
    public static readonly XNamespace Streams = "http://etherx.jabber.org/streams";
    public static readonly XNamespace StreamErrors = "urn:ietf:params:xml:ns:xmpp-streams";
    public static readonly XNamespace StanzaErrors = "urn:ietf:params:xml:ns:xmpp-stanzas";
    public static readonly XNamespace Sasl = "urn:ietf:params:xml:ns:xmpp-sasl";
    public static readonly XNamespace Bind = "urn:ietf:params:xml:ns:xmpp-bind";
    public static readonly XNamespace Session = "urn:ietf:params:xml:ns:xmpp-session";
    public static readonly XNamespace Ping = "urn:xmpp:ping";
    public static readonly XNamespace DiscoInfo = "http://jabber.org/protocol/disco#info";
    public static readonly XNamespace DiscoItems = "http://jabber.org/protocol/disco#items";
    public static readonly XNamespace Muc = "http://jabber.org/protocol/muc";
    public static readonly XNamespace MucUser = "http://jabber.org/protocol/muc#user";
    public static readonly XNamespace MucOwner = "http://jabber.org/protocol/muc#owner";
    public static readonly XNamespace Focus = "http://jitsi.org/protocol/focus";
    public static readonly XNamespace JitsiMeet = "http://jitsi.org/jitmeet";
    public static readonly XNamespace Roster = "jabber:iq:roster";
    public static readonly XNamespace HttpBind = "http://jabber.org/protocol/httpbind";
    public static readonly XNamespace XBosh = "urn:xmpp:xbosh";

    private static readonly XmlReaderSettings Reading = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxCharacters,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>The element, or null: not well-formed, too long, or with a DTD.</summary>
    public static XElement? TryParse(string text)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), Reading);
            return XElement.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    public static string Write(XElement element) => element.ToString(SaveOptions.DisableFormatting);

    public static string? Get(this XElement element, string attribute) => element.Attribute(attribute)?.Value;
}
