using System.Runtime.Versioning;
using System.Text.Json;
using Provisioning.Bench.Wire;
using Provisioning.Lab;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Bench.Fleets;

/// <summary>Simulated devices, each behind a real sshd of its own, in a process that is no client's.</summary>
[SupportedOSPlatform("linux")]
internal static class FleetHost
{
    /// <summary>The word that makes this program serve them.</summary>
    public const string Command = "serve-fleet";

    /// <summary>Half the round-trip time of the slow network.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(25);

    /// <summary>Says how to reach them, then serves until the standard input ends.</summary>
    /// <param name="count">How many.</param>
    public static async Task<int> ServeAsync(int count)
    {
        var folder = Directory.CreateTempSubdirectory("prvtest-fleet-").FullName;
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        using var user = SystemUser.Create();
        var servers = new List<IAsyncDisposable>();
        try
        {
            var (near, far, keys) = (new List<int>(), new List<int>(), new List<string>());
            for (var number = 0; number < count; number++)
            {
                var socket = Serve(Path.Combine(folder, $"d{number}"), user.Name);
                var sshd = await SshServer.StartAsync(new() { HostKeyTypes = ["ed25519"], ForceCommand = socket.ForceCommand, Lines = ["MaxSessions 1000"] }, CancellationToken.None);
                var relay = TcpRelay.Start("127.0.0.1", sshd.Port, Delay);
                servers.AddRange([relay, sshd, socket]);
                near.Add(sshd.Port);
                far.Add(relay.Port);
                keys.Add($"[127.0.0.1]:{sshd.Port},[127.0.0.1]:{relay.Port} {sshd.HostKeys["ed25519"]}");
            }

            var knownHosts = Path.Combine(folder, "known_hosts");
            await File.WriteAllLinesAsync(knownHosts, keys);
            Console.WriteLine(JsonSerializer.Serialize(new FleetLogin(user.Name, user.Password, knownHosts, near, far)));
            await Console.In.ReadToEndAsync();
            return 0;
        }
        finally
        {
            foreach (var server in servers)
            {
                await server.DisposeAsync();
            }

            Directory.Delete(folder, recursive: true);
        }
    }

    private static LabSocketServer Serve(string path, string user)
    {
        var texts = WireTexts.Pastable;
        var device = new LabDevice(new() { Name = "bench1", Platform = texts.Platform, Running = texts.Running(FleetBench.RunningLines), StartsPrivileged = true, Username = user });
        var server = new LabSocketServer(device, path);
        foreach (var socket in server.Paths)
        {
            File.SetUnixFileMode(socket, (UnixFileMode)0b110_110_110);
        }

        return server;
    }
}
