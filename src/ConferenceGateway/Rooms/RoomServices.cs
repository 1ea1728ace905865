namespace ConferenceGateway.Rooms;

/// <summary>What rooms and their door need.</summary>
internal static class RoomServices
{
    public static IServiceCollection AddRooms(this IServiceCollection services, RoomsOptions options)
    {
        services.AddSingleton(options);
        return services.AddSingleton<RoomStore>().AddSingleton<RoomBook>().AddSingleton<RoomDeeds>().AddSingleton<RoomChanges>().AddSingleton<KnockBook>().AddSingleton<Passwords.GuessRows>().AddSingleton<Passwords.RoomGuesses>().AddSingleton<Passwords.KnownBrowsers>().AddSingleton<Passwords.RoomPasswords>().AddSingleton<Door>()
            .AddSingleton<Entrance.CookieProbe>().AddSingleton<Entrance.EntranceTickets>().AddSingleton<Entrance.DoorWays>().AddSingleton<Entrance.DoorPages>().AddSingleton<Entrance.DoorForms>()
            .AddSingleton<Entrance.AppEntrance>().AddSingleton<Entrance.EntryCodes>().AddSingleton<Entrance.Crossing>().AddSingleton<Entrance.InvitationEntrance>();
    }
}
