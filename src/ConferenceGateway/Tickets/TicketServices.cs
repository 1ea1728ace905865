namespace ConferenceGateway.Tickets;

/// <summary>What tickets and tokens need.</summary>
internal static class TicketServices
{
    public static IServiceCollection AddTickets(this IServiceCollection services, TicketsOptions options) =>
        services.AddSingleton(options).AddSingleton<TicketKeys>().AddSingleton<AppTickets>().AddSingleton<TicketOffice>().AddSingleton<JitsiTokens>().AddHostedService<TicketKeySweep>();
}
