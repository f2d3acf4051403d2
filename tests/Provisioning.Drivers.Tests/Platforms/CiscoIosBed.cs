using Provisioning.Drivers.Platforms.CiscoIos;
using Provisioning.Drivers.Transports;
using Provisioning.Lab;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms;

/// <summary>A simulated IOS device that takes files by SCP and asks what IOS asks by default.</summary>
internal class CiscoIosBed(Action<LabDevice>? arrange = null, LabDeviceOptions? options = null, params (string Key, string Value)[] deviceOptions)
    : LabBed(options ?? Options, arrange)
{
    public const string Initial = """
        version 15.7
        service timestamps log datetime msec
        hostname r1
        !
        archive
         path flash:archive
        !
        interface GigabitEthernet0/0
         description uplink
         ip address 10.0.0.1 255.255.255.254
        !
        ip forward-protocol nd
        ip scp server enable
        ip route 10.9.0.0 255.255.0.0 10.0.0.0
        !
        snmp-server community initial-Secret9 RO
        !
        control-plane
        !
        banner motd ^C
        Property of nobody # r1#
        r1# do not be fooled
        end
        ^C
        !
        line con 0
        line vty 0 4
         login local
         transport input ssh
        !
        end

        """;

    public static LabDeviceOptions Options { get; } = new() { Name = "r1", Platform = "cisco_ios", Running = Initial, StartsPrivileged = true, Ios = new() { Ports = 1 } };

    public override IReadOnlyList<string> Merges =>
    [
        "interface GigabitEthernet0/0\n description merged-a\n!\nip route 10.7.0.0 255.255.0.0 10.0.0.0\n",
        "interface GigabitEthernet0/0\n description merged-b\n no shutdown\n!\nno ip route 10.7.0.0 255.255.0.0 10.0.0.0\nbanner login ^C\n  keep  my   spaces? {\\[$x]\n! and this\nend\n^C\nhostname r1\n",
    ];

    public override IReadOnlyList<string> Replacements =>
    [
        Initial.Replace("uplink", "replaced-a", StringComparison.Ordinal).Replace("10.9.0.0", "10.8.0.0", StringComparison.Ordinal),
        Initial.Replace("uplink", "replaced-b", StringComparison.Ordinal).Replace("initial-Secret9", "changed-Secret9", StringComparison.Ordinal),
    ];

    public override (string Config, string Named) Rejected => ("interface GigabitEthernet0/0\n description fine\n bogus words here\n", "bogus words here");

    public override string Mark(string config) => config.Split('\n').First(line => line.Contains("description", StringComparison.Ordinal)).Trim();

    public override string Describing(string text) => $"interface GigabitEthernet0/0\n description {text}\n";

    public override string Shown(string text) => text.Replace("\x03", "^C", StringComparison.Ordinal);

    protected override IReadOnlyDictionary<string, string> DeviceOptions => deviceOptions.ToDictionary(option => option.Key, option => option.Value);

    /// <summary>A rollback timer knows who started it, and a run its own by that.</summary>
    protected override bool TakesSshUser => true;

    protected override IPlatform CreatePlatform(IDeviceTransport transport) => new CiscoIosPlatform(transport);

    protected override string CutPattern(CutVerb verb, CutMoment moment) => (verb, moment) switch
    {
        (CutVerb.Load, CutMoment.BeforeTheDeviceHears) => "^verify /md5",
        (CutVerb.Load, _) => "^configure check syntax",
        (CutVerb.Commit, CutMoment.BeforeTheDeviceHears) => "^configure terminal revert|^configure replace .* revert",
        (CutVerb.Commit, _) => @"^copy \S+ running-config|^configure replace .* revert",
        (CutVerb.Confirm, _) => "^configure confirm",
        _ => "^write memory",
    };
}

/// <summary>A device without SCP that needs a password for its privileged mode and asks about every file.</summary>
internal sealed class CiscoIosInlineBed() : CiscoIosBed(options: Options with
{
    StartsPrivileged = false,
    EnablePassword = "enable-Secret9",
    Running = Initial.Replace("ip scp server enable", "file prompt noisy", StringComparison.Ordinal),
})
{
    public override string? Transcript => "cisco_ios_inline";

    public override IReadOnlyList<string> Replacements => [.. base.Replacements.Select(text => text.Replace("ip scp server enable", "file prompt noisy", StringComparison.Ordinal))];
}

/// <summary>A device that asks nothing about files.</summary>
internal sealed class CiscoIosQuietBed() : CiscoIosBed(options: Options with { Running = Initial.Replace("!\nend\n", "file prompt quiet\nend\n", StringComparison.Ordinal) })
{
    public override string? Transcript => null;
}
