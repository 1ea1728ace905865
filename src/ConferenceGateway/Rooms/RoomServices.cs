using ConferenceGateway.Portal;
using ConferenceGateway.Rooms.Api;
using ConferenceGateway.Rooms.Chair;
using ConferenceGateway.Rooms.Changes;
using ConferenceGateway.Rooms.Entrance;
using ConferenceGateway.Rooms.Live;
using ConferenceGateway.Rooms.Passwords;
using ConferenceGateway.Rooms.Reservations;

namespace ConferenceGateway.Rooms;

/// <summary>What rooms and their door need.</summary>
internal static class RoomServices
{
    public static IServiceCollection AddRooms(this IServiceCollection services, RoomsOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<RoomStore>().AddSingleton<RoomBook>().AddSingleton<RoomDeeds>().AddSingleton<KnockBook>().AddSingleton<Door>().AddSingleton<TicketReader>().AddSingleton<ReservationRequests>();
        return services.AddPasswords().AddChanges().AddLive().AddEntrance().AddChair();
    }

    private static IServiceCollection AddPasswords(this IServiceCollection services) => services
        .AddSingleton<GuessRows>().AddSingleton<RoomGuesses>().AddSingleton<KnownBrowsers>().AddSingleton<RoomPasswords>().AddSingleton<RoomPasswordChanges>();

    private static IServiceCollection AddChanges(this IServiceCollection services) => services
        .AddSingleton<RoomStays>().AddSingleton<RoomChanges>().AddSingleton<RoomPeopleChanges>().AddSingleton<InvitationChanges>().AddSingleton<RoomAccess>().AddHostedService<RoomSweep>();

    private static IServiceCollection AddLive(this IServiceCollection services) => services
        .AddSingleton<RoomPeople>().AddSingleton<RoomLive>().AddSingleton<KnockAnswers>().AddSingleton<RoomAhead>().AddSingleton<ClientMarks>().AddHostedService<RoomEndings>();

    private static IServiceCollection AddEntrance(this IServiceCollection services) => services
        .AddSingleton<CookieProbe>().AddSingleton<EntranceTickets>().AddSingleton<DoorWays>().AddSingleton<DoorPages>().AddSingleton<NoPlacePages>().AddSingleton<DoorForms>()
        .AddSingleton<AppEntrance>().AddSingleton<EntryCodes>().AddSingleton<Crossing>().AddSingleton<InvitationEntrance>();

    private static IServiceCollection AddChair(this IServiceCollection services) => services
        .AddSingleton<RoomPages>().AddSingleton<RoomForm>().AddSingleton<RoomAsks>().AddSingleton<RoomDesk>()
        .AddSingleton(provider => new NavItem(100, RoomsEndpoints.Path, RoomsTexts.Nav, Right.RoomsRead)
        {
            Hint = RoomsTexts.NavHint,
            IsFor = provider.GetRequiredService<RoomAccess>().HasPages,
        });
}
