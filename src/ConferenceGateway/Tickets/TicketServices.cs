using System.Collections.Immutable;
using ConferenceGateway.Core;

namespace ConferenceGateway.Tickets;

/// <summary>What tickets and tokens need.</summary>
internal static class TicketServices
{
    public static IServiceCollection AddTickets(this IServiceCollection services, TicketsOptions options, ImmutableArray<TrustedIssuer> issuers) =>
        services.AddSingleton(options).AddSingleton<TicketKeys>().AddSingleton<AppTickets>()
            .AddSingleton(services => new PartnerTokens(issuers, services.GetRequiredService<Origins>(), services.GetRequiredService<TimeProvider>()))
            .AddSingleton<TicketOffice>().AddSingleton<JitsiTokens>().AddHostedService<TicketKeySweep>();
}
