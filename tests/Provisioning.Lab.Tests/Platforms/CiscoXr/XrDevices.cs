using Provisioning.Lab.Platforms.CiscoXr;

namespace Provisioning.Lab.Tests.Platforms.CiscoXr;

/// <summary>Routers for tests.</summary>
internal static class XrDevices
{
    public const string Config = """
        hostname xr1
        interface GigabitEthernet0/0/0/0
         description uplink
         ipv4 address 10.0.0.1/31
        !
        prefix-set S
          192.0.2.0/24
        end-set
        !
        """;

    public static LabDevice Router(TimeProvider? time = null, LabXrOptions? xr = null, string running = Config) =>
        new(new() { Name = "xr1", Platform = "cisco_xr", Running = running, Xr = xr ?? new() }, time);

    /// <summary>A login at its prompt, without the times before the answers.</summary>
    public static async Task<LabClient> LogInAsync(LabDevice device)
    {
        var client = await LabClient.OpenAsync(device);
        await client.UntilPromptAsync();
        await client.SendAllAsync("terminal length 0", "terminal exec prompt no-timestamp");
        return client;
    }
}
