namespace ConferenceGateway.Rooms;

/// <summary>What rooms and their door need.</summary>
internal static class RoomServices
{
    public static IServiceCollection AddRooms(this IServiceCollection services, RoomsOptions options)
    {
        services.AddSingleton(options);
        return services.AddSingleton<RoomStore>().AddSingleton<RoomBook>().AddSingleton<RoomDeeds>().AddSingleton<RoomChanges>().AddSingleton<KnockBook>().AddSingleton<Partners>().AddSingleton<Door>().AddSingleton<Entrance.DoorPages>();
    }
}
