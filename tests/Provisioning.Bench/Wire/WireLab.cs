using System.Runtime.Versioning;
using System.Text.Json;
using Provisioning.Lab;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Bench.Wire;

/// <summary>
/// The simulated device of the bench and its sshd, in a process of their own: their CPU time is not the client's, and neither
/// is that of reading what sshd logs.
/// </summary>
[SupportedOSPlatform("linux")]
internal static class WireLab
{
    /// <summary>The word that makes this program serve a device.</summary>
    public const string Command = "serve-lab";

    /// <summary>Says how to reach the device, then serves until the standard input ends.</summary>
    /// <param name="name">What the texts of its platform are called.</param>
    /// <param name="lines">About how many lines its config has.</param>
    public static async Task<int> ServeAsync(string name, int lines)
    {
        var folder = Directory.CreateTempSubdirectory("prvtest-lab-").FullName;
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        using var user = SystemUser.Create();
        try
        {
            var texts = WireTexts.Of(name);
            var device = new LabDevice(new() { Name = "bench1", Platform = texts.Platform, Running = texts.Running(lines), StartsPrivileged = true, Username = user.Name });
            await using var server = new LabSocketServer(device, Path.Combine(folder, "lab"));
            foreach (var path in server.Paths)
            {
                File.SetUnixFileMode(path, (UnixFileMode)0b110_110_110);
            }

            await using var sshd = await SshServer.StartAsync(
                new() { HostKeyTypes = ["ed25519"], ForceCommand = server.ForceCommand, Lines = ["Subsystem netconf lab-subsystem netconf"] }, CancellationToken.None);
            Console.WriteLine(JsonSerializer.Serialize(new WireLogin(sshd.Port, sshd.HostKeys["ed25519"], user.Name, user.Password)));
            await Console.In.ReadToEndAsync();
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
