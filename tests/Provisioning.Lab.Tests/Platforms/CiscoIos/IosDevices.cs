using Provisioning.Lab.Platforms.CiscoIos;

namespace Provisioning.Lab.Tests.Platforms.CiscoIos;

/// <summary>Devices for tests.</summary>
internal static class IosDevices
{
    public const string Config = """
        hostname r1
        archive
         path flash:archive
        interface GigabitEthernet0/0
         description uplink
         ip address 10.0.0.1 255.255.255.254
        ip scp server enable
        banner motd ^C
        hello
        ^C
        """;

    public static LabDevice Router(TimeProvider? time = null, LabIosOptions? ios = null, string running = Config, bool privileged = true) =>
        new(new() { Name = "r1", Platform = "cisco_ios", Running = running, Ios = ios ?? new() { Ports = 1 }, StartsPrivileged = privileged }, time);

    public static async Task<LabClient> LogInAsync(LabDevice device)
    {
        var client = await LabClient.OpenAsync(device);
        await client.UntilPromptAsync();
        return client;
    }

    /// <summary>Types a line that asks a question, and gives the question.</summary>
    public static async Task<string> AskedAsync(this LabClient client, string line, string question)
    {
        await client.TypeAsync(line + "\n");
        return await client.UntilAsync(question);
    }
}
