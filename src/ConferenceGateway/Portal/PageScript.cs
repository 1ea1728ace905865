namespace ConferenceGateway.Portal;

/// <summary>
/// The one script of a page: it makes better what works without it. The page's policy lets this file run and no other, so
/// that a shard's scripts, which come from the same host, stay outside.
/// </summary>
/// <param name="Name">The file's name below <c>wwwroot/assets</c>, without <c>.js</c>.</param>
internal sealed record PageScript(string Name)
{
    /// <summary>Whether the page may show the camera's picture and hear the microphone.</summary>
    public bool UsesDevices { get; init; }
}
