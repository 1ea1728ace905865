namespace ConferenceGateway.Tests;

/// <summary>Where the sources are: the folder of the solution above the tests.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ConferenceGateway.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("The tests do not run below the folder of the sources.");
    }
}
