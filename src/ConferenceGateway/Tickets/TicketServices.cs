namespace ConferenceGateway.Tickets;

/// <summary>What tickets and tokens need.</summary>
internal static class TicketServices
{
    public static IServiceCollection AddTickets(this IServiceCollection services) =>
        services.AddSingleton<TicketKeys>().AddSingleton<TicketOffice>().AddSingleton<JitsiTokens>().AddHostedService<TicketKeySweep>();
}
