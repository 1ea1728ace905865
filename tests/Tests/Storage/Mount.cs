using System.Diagnostics;
using Xunit;

namespace ConferenceGateway.Tests.Storage;

/// <summary>A small file system of its own, which can be full or read-only to root too. Without the right to mount, the test is skipped.</summary>
internal sealed class Mount : IDisposable
{
    private Mount(string path) => Path = path;

    public string Path { get; }

    public static Mount Tmpfs(string options)
    {
        var path = Directory.CreateTempSubdirectory("gateway-test-").FullName;
        if (!Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", path))
        {
            Directory.Delete(path);
            Assert.Skip("Mounting a tmpfs takes root; without it a full or read-only disk cannot be had.");
        }

        return new Mount(path);
    }

    public void Remount(string options)
    {
        if (!Run("mount", "-o", $"remount,{options}", Path))
            throw new IOException($"{Path} cannot be mounted anew with {options}.");
    }

    /// <summary>Leaves no byte free.</summary>
    public void Fill()
    {
        try
        {
            using var file = File.Create(System.IO.Path.Combine(Path, "ballast"));
            for (var block = new byte[4096]; ;)
                file.Write(block);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void MakeRoom() => File.Delete(System.IO.Path.Combine(Path, "ballast"));

    public void Dispose()
    {
        Run("umount", "--lazy", Path);
        Directory.Delete(Path);
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
