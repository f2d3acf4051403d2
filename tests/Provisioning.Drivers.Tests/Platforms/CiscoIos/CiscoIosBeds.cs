using Provisioning.Lab.Platforms.CiscoIos;

namespace Provisioning.Drivers.Tests.Platforms.CiscoIos;

/// <summary>Devices that differ from the usual one.</summary>
internal static class CiscoIosBeds
{
    public static CiscoIosBed With(
        LabIosOptions? ios = null, Func<string, string>? running = null, bool privileged = true, params (string Key, string Value)[] deviceOptions) => new(
        options: CiscoIosBed.Options with { Ios = ios ?? new() { Ports = 1 }, Running = (running ?? (text => text))(CiscoIosBed.Initial), StartsPrivileged = privileged },
        deviceOptions: deviceOptions);
}
