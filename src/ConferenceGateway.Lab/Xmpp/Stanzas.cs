using System.Xml.Linq;
using static ConferenceGateway.Lab.Xmpp.XmppXml;

namespace ConferenceGateway.Lab.Xmpp;

/// <summary>Answers that occur in more than one place.</summary>
internal static class Stanzas
{
    public static XElement Result(XElement iq, string? from, params object?[] content) =>
        new(Client + "iq", new XAttribute("type", "result"), Id(iq), From(from ?? iq.Get("to")), content);

    public static XElement Error(XElement stanza, string type, string condition, string? text = null) =>
        new(stanza.Name,
            new XAttribute("type", "error"),
            Id(stanza),
            From(stanza.Get("to")),
            stanza.Name.LocalName == "iq" ? stanza.Elements().FirstOrDefault() : null,
            new XElement(Client + "error",
                new XAttribute("type", type),
                new XElement(StanzaErrors + condition),
                text is null ? null : new XElement(StanzaErrors + "text", text)));

    public static XElement StreamError(string condition) =>
        new(Streams + "error", new XAttribute(XNamespace.Xmlns + "stream", Streams.NamespaceName), new XElement(StreamErrors + condition));

    public static XElement Features(params object?[] content) =>
        new(Streams + "features", new XAttribute(XNamespace.Xmlns + "stream", Streams.NamespaceName), content);

    private static XAttribute? Id(XElement stanza) => stanza.Get("id") is { } id ? new XAttribute("id", id) : null;

    private static XAttribute? From(string? from) => from is null ? null : new XAttribute("from", from);
}
