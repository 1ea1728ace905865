namespace ConferenceGateway.Rooms;

/// <summary>What rooms and their door need.</summary>
internal static class RoomServices
{
    public static IServiceCollection AddRooms(this IServiceCollection services, RoomsOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<Partners>().AddSingleton<Reservations.ReservationRequests>();
        return services.AddSingleton<RoomStore>().AddSingleton<RoomBook>().AddSingleton<RoomDeeds>().AddSingleton<RoomChanges>().AddSingleton<KnockBook>().AddSingleton<Passwords.GuessRows>().AddSingleton<Passwords.RoomGuesses>().AddSingleton<Passwords.KnownBrowsers>().AddSingleton<Passwords.RoomPasswords>().AddSingleton<Door>().AddSingleton<Entrance.DoorPages>();
    }
}
