using System.Net;

namespace ConferenceGateway.SelfTest.Asking;

/// <summary>What came of a question.</summary>
internal abstract record Answer
{
    /// <summary>HTTP came back, whole or up to the limit of its size.</summary>
    public sealed record Heard : Answer
    {
        public required HttpStatusCode Status { get; init; }

        /// <summary>All headers, those of the body too.</summary>
        public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

        public required ReadOnlyMemory<byte> Body { get; init; }

        /// <summary>Whether there was more than the limit.</summary>
        public required bool IsCut { get; init; }

        /// <summary>When it was asked, by our clock.</summary>
        public required DateTimeOffset AskedAt { get; init; }

        /// <summary>From the question to the head of the answer.</summary>
        public required TimeSpan RoundTrip { get; init; }

        public bool IsOk => Status == HttpStatusCode.OK;

        public bool IsMissing => Status == HttpStatusCode.NotFound;

        /// <summary>The body as text; broken UTF-8 shows as question marks.</summary>
        public string Text => System.Text.Encoding.UTF8.GetString(Body.Span);

        /// <summary>The status as in a sentence: <c>404 Not Found</c>.</summary>
        public string StatusText => $"{(int)Status}{(Enum.IsDefined(Status) ? $" {Status}" : "")}";

        /// <summary>The first line of the body, to go behind the status: <c>, "No bridge"</c>. Empty if there is none or it is long.</summary>
        public string Words => Text.Split('\n')[0].Trim().TrimEnd('.') is { Length: > 0 and <= 200 } line ? $", \"{line}\"" : "";

        /// <summary>The first header of a name, or null.</summary>
        public string? Header(string name) =>
            Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
    }

    /// <summary>No answer, or none that is HTTP.</summary>
    /// <param name="Fault">What happened, to go on a sentence that begins with who was asked: "does not answer within 4 s".</param>
    public sealed record Silent(string Fault) : Answer;
}
