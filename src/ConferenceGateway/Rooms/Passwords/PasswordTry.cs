namespace ConferenceGateway.Rooms.Passwords;

/// <summary>What became of a password that was typed at a door.</summary>
internal abstract record PasswordTry
{
    /// <summary>It is the room's.</summary>
    public sealed record Right : PasswordTry;

    /// <summary>It is not.</summary>
    /// <param name="OnlyCase">Only capitals and small letters differ.</param>
    public sealed record Wrong(bool OnlyCase) : PasswordTry;

    /// <summary>Nobody looked at it: there were too many wrong ones, or too many wait already.</summary>
    /// <param name="Time">When it is worth trying again.</param>
    public sealed record Wait(TimeSpan Time) : PasswordTry;
}

/// <summary>What is kept of a password.</summary>
/// <param name="Exact">Of the password, as a PHC string.</param>
/// <param name="Small">Of the password in small letters; the same one where it has no capitals.</param>
internal sealed record RoomPasswordHashes(string Exact, string Small);
