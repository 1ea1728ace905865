namespace ConferenceGateway.Storage;

/// <summary>Instants as the database keeps them.</summary>
internal static class StoredInstant
{
    /// <summary>Without what is finer than a millisecond, so that what was written equals what is read.</summary>
    public static DateTimeOffset AsStored(this DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
