using ConferenceGateway.Portal;

namespace ConferenceGateway.Audit;

/// <summary>What the audit needs.</summary>
internal static class AuditServices
{
    /// <summary>Adds the log, what reads it, and the job that lets go of old rows.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services, AuditOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<AuditLog>().AddSingleton<AuditStore>();
        services.AddHostedService<AuditSweep>();
        return services.AddSingleton(new NavItem(290, AuditEndpoints.Path, AuditTexts.Nav, Right.AuditRead));
    }
}
