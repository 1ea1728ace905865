namespace ConferenceGateway.Lab.Xmpp;

/// <summary>An XMPP address in its three parts; missing parts are empty. Local part and domain are in lower case.</summary>
internal readonly record struct Jid(string Local, string Domain, string Resource)
{
    public string Bare => Local.Length == 0 ? Domain : $"{Local}@{Domain}";

    public static Jid Parse(string? text)
    {
        text ??= "";
        var slash = text.IndexOf('/');
        var resource = slash < 0 ? "" : text[(slash + 1)..];
        var bare = (slash < 0 ? text : text[..slash]).ToLowerInvariant();
        var at = bare.IndexOf('@');
        return at < 0 ? new Jid("", bare, resource) : new Jid(bare[..at], bare[(at + 1)..], resource);
    }

    public override string ToString() => Resource.Length == 0 ? Bare : $"{Bare}/{Resource}";
}
