using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace ConferenceGateway.Storage;

/// <summary>The open database, and the keys that it keeps.</summary>
internal static class StorageServices
{
    /// <summary>Adds both. They are made by factories, so that the host closes them at its end.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, Database database, DatabaseLock databaseLock)
    {
        services.AddSingleton(_ => databaseLock);
        services.AddSingleton(_ => database);
        // The folder of the program has another name at each update.
        services.AddDataProtection().SetApplicationName("ConferenceGateway");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = new KeyRingStore(provider.GetRequiredService<Database>())));
        return services;
    }
}
