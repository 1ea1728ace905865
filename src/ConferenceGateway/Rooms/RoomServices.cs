namespace ConferenceGateway.Rooms;

/// <summary>What rooms and their door need.</summary>
internal static class RoomServices
{
    public static IServiceCollection AddRooms(this IServiceCollection services, RoomsOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<Partners>().AddSingleton<Reservations.ReservationRequests>();
        services.AddSingleton<Live.RoomPeople>().AddSingleton<Live.RoomLive>().AddSingleton<Live.ClientMarks>().AddHostedService<Live.RoomEndings>();
        return services.AddSingleton<RoomStore>().AddSingleton<RoomBook>().AddSingleton<RoomDeeds>().AddSingleton<RoomChanges>().AddSingleton<KnockBook>().AddSingleton<Passwords.GuessRows>().AddSingleton<Passwords.RoomGuesses>().AddSingleton<Passwords.KnownBrowsers>().AddSingleton<Passwords.RoomPasswords>().AddSingleton<Door>().AddSingleton<Entrance.DoorPages>();
    }
}
