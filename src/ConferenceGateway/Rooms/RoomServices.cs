using ConferenceGateway.Portal;
using ConferenceGateway.Rooms.Chair;

namespace ConferenceGateway.Rooms;

/// <summary>What rooms and their door need.</summary>
internal static class RoomServices
{
    public static IServiceCollection AddRooms(this IServiceCollection services, RoomsOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<RoomStore>().AddSingleton<RoomBook>().AddSingleton<RoomDeeds>().AddSingleton<RoomStays>();
        services.AddSingleton<RoomChanges>().AddSingleton<RoomPeopleChanges>().AddSingleton<InvitationChanges>().AddSingleton<RoomAccess>();
        services.AddSingleton<Live.RoomPeople>().AddSingleton<Live.RoomLive>().AddHostedService<Live.RoomEndings>().AddSingleton<Live.KnockAnswers>().AddSingleton<Live.ClientMarks>().AddSingleton<RoomPages>().AddSingleton<RoomForm>().AddSingleton<RoomAsks>().AddSingleton<Api.RoomDesk>();
        services.AddSingleton(provider => new NavItem(100, RoomsEndpoints.Path, RoomsTexts.Nav, Right.RoomsRead)
        {
            IsFor = provider.GetRequiredService<RoomAccess>().HasPages,
        });
        services.AddSingleton<Passwords.GuessRows>().AddSingleton<Passwords.RoomGuesses>().AddSingleton<Passwords.KnownBrowsers>().AddSingleton<Passwords.RoomPasswords>().AddSingleton<Passwords.RoomPasswordChanges>();
        services.AddSingleton<Entrance.CookieProbe>().AddSingleton<Entrance.EntranceTickets>().AddSingleton<Entrance.DoorWays>().AddSingleton<Entrance.DoorPages>().AddSingleton<Entrance.DoorForms>();
        services.AddSingleton<Entrance.AppEntrance>().AddSingleton<Entrance.EntryCodes>().AddSingleton<Entrance.Crossing>().AddSingleton<Entrance.InvitationEntrance>();
        return services.AddSingleton<KnockBook>().AddSingleton<Door>();
    }
}
