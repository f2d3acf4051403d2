using Provisioning.Lab.Platforms.AristaEos;
using Provisioning.Lab.Platforms.CiscoIos;
using Provisioning.Lab.Platforms.CiscoNxos;
using Provisioning.Lab.Platforms.CiscoXr;
using Provisioning.Lab.Platforms.JuniperJunos;
using Provisioning.Lab.Platforms.Netconf;
using Provisioning.Lab.Platforms.NokiaSrl;

namespace Provisioning.Lab.Platforms;

/// <summary>The platforms that the Lab simulates, one line each.</summary>
internal static class LabModels
{
    private static readonly Dictionary<string, Func<LabDevice, ILabModel>> All = new(StringComparer.OrdinalIgnoreCase)
    {
        ["arista_eos"] = device => new EosDevice(device),
        ["eos"] = device => new EosDevice(device),
        ["cisco_ios"] = device => new IosDevice(device),
        ["ios"] = device => new IosDevice(device),
        ["cisco_nxos"] = device => new NxosDevice(device),
        ["nxos"] = device => new NxosDevice(device),
        ["cisco_xr"] = device => new XrDevice(device),
        ["iosxr"] = device => new XrDevice(device),
        ["xr"] = device => new XrDevice(device),
        ["juniper_junos"] = device => new JunosDevice(device),
        ["junos"] = device => new JunosDevice(device),
        ["netconf"] = device => new NetconfDevice(device),
        ["nokia_srl"] = device => new SrlDevice(device),
    };

    public static ILabModel Create(LabDevice device) => device.Options.Personality is { } own ? new OwnModel(own(device)) : All.TryGetValue(device.Platform, out var create)
        ? create(device)
        : throw new ArgumentException($"The Lab does not simulate the platform '{device.Platform}'. It knows: {string.Join(", ", All.Keys)}. Give one of your own in LabDeviceOptions.Personality.");
}
