namespace ConferenceGateway.Lab.Model;

/// <summary>A meeting as Jicofo knows it.</summary>
/// <param name="Room">Its room's address.</param>
/// <param name="CreatedAt">When its room opened.</param>
/// <param name="Size">Who is in it.</param>
/// <param name="Bridge">The bridge that carries it; null: none, for it is too small or no bridge is there.</param>
public sealed record Conference(string Room, DateTimeOffset CreatedAt, MeetingSize Size, JicofoBridge? Bridge)
{
    /// <summary>Its people on a bridge.</summary>
    public int Endpoints => Bridge is null ? 0 : Size.People;
}
