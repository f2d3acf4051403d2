using Provisioning.Drivers.Cli;
using Provisioning.Drivers.Platforms.CiscoIos;

namespace Provisioning.Drivers.Tests.Platforms.CiscoIos;

/// <summary>Prompts, failures and noise as scrapli, NAPALM, Ansible and published logs know them (see the platform notes).</summary>
public class CiscoIosPatternTests
{
    private static CliProfile Profile => CiscoIosPlatform.Profile;

    [Theory]
    [InlineData("r1>")]
    [InlineData("r1#")]
    [InlineData("r1# ")]
    [InlineData("r1(config)#")]
    [InlineData("r1(config-if)#")]
    [InlineData("r1(config-router-af)#")]
    [InlineData("r1(ca-trustpoint)#")]
    [InlineData("r1(tcl)#")]
    [InlineData("a-very-long-host-nam(config-sg-tacacs+)#")]
    [InlineData("dc1-leaf-01.example.net#")]
    public void Prompts_are_known(string prompt) => Assert.Equal(prompt.Length, Profile.Prompt.Match(prompt).Length);

    [Theory]
    [InlineData("hostname r1")]
    [InlineData("+>")]
    [InlineData("")]
    [InlineData("#")]
    [InlineData(" description to r2#")]
    [InlineData("Destination filename [startup-config]? ")]
    [InlineData("Password: ")]
    public void Other_lines_are_no_prompts(string line) => Assert.False(Profile.Prompt.Match(line) is { Success: true, Length: > 0 } match && match.Length == line.Length);

    [Theory]
    [InlineData("% Invalid input detected at '^' marker.")]
    [InlineData("% Incomplete command.")]
    [InlineData("% Ambiguous command:  \"sh\"")]
    [InlineData("% Unknown command or computer name, or unable to find computer address")]
    [InlineData("% Bad IP address or host name")]
    [InlineData("%Error opening flash:a (No such file or directory)")]
    [InlineData("%Please turn config archive on before using Rollback Confirmed Change")]
    [InlineData("%The input file is not a valid config file.")]
    [InlineData("% 10.0.0.0 overlaps with GigabitEthernet0/0")]
    [InlineData("% Bad secrets")]
    [InlineData("Bad mask /33 for address 10.0.0.1")]
    [InlineData("Command authorization failed.")]
    [InlineData("Command rejected: An interface whose trunk encapsulation is \"Auto\" can not be configured to \"trunk\" mode.")]
    [InlineData("Translating \"tclsh\"")]
    [InlineData("invalid command name \"puts\"")]
    [InlineData("%Error writing flash:a (No space left on device)")]
    public void Failures_are_known(string line) => Assert.Matches(Profile.Failure, line);

    [Theory]
    [InlineData("%No Rollback Confirmed Change pending")]
    [InlineData("Total number of passes: 1")]
    [InlineData(" description 100% used")]
    [InlineData("%SYS-5-CONFIG_I: Configured from console by console")]
    public void Other_lines_are_no_failures(string line) => Assert.DoesNotMatch(Profile.Failure, line);

    [Theory]
    [InlineData("")]
    [InlineData("! remark")]
    [InlineData("%Warning: portfast should only be enabled on ports connected to a single host.")]
    [InlineData("% ipv6 addresses from all interfaces in VRF vrf-lite have been removed")]
    [InlineData("% Generating 2048 bit RSA keys, keys will be non-exportable...")]
    public void Warnings_are_harmless(string line) => Assert.Matches(Profile.Harmless, line);

    [Theory]
    [InlineData("% Invalid input detected at '^' marker.")]
    [InlineData("Something that nobody has heard of")]
    public void Nothing_else_is_harmless(string line) => Assert.DoesNotMatch(Profile.Harmless, line);

    [Theory]
    [InlineData("*Nov 24 11:18:25.123: %SYS-5-CONFIG_I: Configured from console by admin on vty0 (192.0.2.1)")]
    [InlineData("Nov 24 11:18:25.123 UTC: %LINK-3-UPDOWN: Interface GigabitEthernet0/1, changed state to up")]
    [InlineData(".Nov  4 2026 11:18:25: %LINEPROTO-5-UPDOWN: Line protocol on Interface Vlan1, changed state to up")]
    [InlineData("013460: Feb 10 11:55:30.801 DST: %ARCHIVE_DIFF-5-ROLLBK_CNFMD_CHG_BACKUP: Backing up current running config to flash:backups")]
    [InlineData("1w2d: %SYS-5-CONFIG_I: Configured from console by console")]
    [InlineData("00:06:10: %SYS-7-NV_BLOCK_INIT: Initialized the geometry of nvram")]
    [InlineData("%SYS-5-CONFIG_I: Configured from console by console")]
    [InlineData("*Feb 15 15:57:41.560: Rollback:Acquired Configuration lock.")]
    [InlineData("Rollback Confirmed Change: Rollback will begin in one minute.")]
    [InlineData("Enter \"configure confirm\" if you wish to keep what you've configured")]
    public void Log_lines_are_noise(string line) => Assert.Matches(Profile.Noise!, line);

    [Theory]
    [InlineData(" description Nov 24 11:18:25")]
    [InlineData("% Invalid input detected at '^' marker.")]
    [InlineData("%Error opening flash:a (No such file or directory)")]
    [InlineData("Rollback Confirmed Change: Backing up current running config to flash:archive-0")]
    [InlineData("Rollback Done")]
    [InlineData("Rollback aborted after 5 passes")]
    [InlineData("    3  -rw-         468  Jan 1 2000 00:00:10 +00:00  prv-0a1b2c3d.cfg")]
    public void Config_and_answers_are_no_noise(string line) => Assert.DoesNotMatch(Profile.Noise!, line);
}
