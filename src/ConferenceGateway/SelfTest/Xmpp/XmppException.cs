namespace ConferenceGateway.SelfTest.Xmpp;

/// <summary>
/// The other side does not do what XMPP asks of it. Within this folder only an exception, because it ends a talk at any
/// of its many steps; whoever began the talk turns it into a finding.
/// </summary>
/// <param name="message">What happened, to go on a sentence that begins with who was asked.</param>
internal sealed class XmppException(string message) : Exception(message)
{
    /// <summary>The status of an HTTP answer that was no upgrade, else null.</summary>
    public int? Status { get; init; }

    /// <summary>The condition of a stream error, as <c>host-unknown</c>, else null.</summary>
    public string? Condition { get; init; }
}
