namespace ConferenceGateway.Audit;

/// <summary>What the audit needs.</summary>
internal static class AuditServices
{
    /// <summary>Adds the log.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services) => services.AddSingleton<AuditLog>();
}
