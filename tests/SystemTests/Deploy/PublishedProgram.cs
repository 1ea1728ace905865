namespace ConferenceGateway.SystemTests.Deploy;

/// <summary>The program as an operator gets it: <c>dotnet publish</c>, in a folder that only root may write.</summary>
internal static class PublishedProgram
{
    public static async Task<string> PublishAsync(DirectoryInfo folder, CancellationToken cancellation)
    {
        var to = Path.Combine(folder.FullName, "program");
        // What the tests were built with is there already; a second build would take longer than all of these tests.
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        await Command.MustRunAsync(
            ["dotnet", "publish", Path.Combine(DeployFiles.Root, "src/ConferenceGateway"), "--no-build", "-c", configuration, "-o", to, "-v", "q"], cancellation);
        await Command.MustRunAsync(["chmod", "-R", "a-w,a+rX", to], cancellation);
        return Path.Combine(to, "ConferenceGateway");
    }
}
