using System.Runtime.Versioning;
using Provisioning.Lab;

namespace Provisioning.Bench.Wire;

/// <summary>The simulated device of the bench, served on a socket by a process of its own: its CPU time is not the client's.</summary>
[SupportedOSPlatform("linux")]
internal static class WireLab
{
    /// <summary>The word that makes this program serve a device.</summary>
    public const string Command = "serve-lab";

    /// <summary>Says what sshd is to run for a login, then serves until the standard input ends.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="lines">About how many lines its config has.</param>
    /// <param name="socket">Where to serve.</param>
    public static async Task<int> ServeAsync(string platform, int lines, string socket)
    {
        var device = new LabDevice(new() { Name = "bench1", Platform = platform, Running = WireTexts.Of(platform).Running(lines), StartsPrivileged = true });
        await using var server = new LabSocketServer(device, socket);
        foreach (var path in server.Paths)
        {
            File.SetUnixFileMode(path, (UnixFileMode)0b110_110_110);
        }

        Console.WriteLine(server.ForceCommand);
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
