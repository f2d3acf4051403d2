using Provisioning.Drivers.Cli;
using Provisioning.Drivers.Platforms.NokiaSrl;

namespace Provisioning.Drivers.Tests.Platforms.NokiaSrl;

/// <summary>Prompts and messages as published by Nokia, learn.srlinux.dev, netmiko and containerlab.</summary>
public class NokiaSrlPatternTests
{
    private static CliProfile Profile => NokiaSrlPlatform.Profile;

    [Theory]
    [InlineData("A:leaf1# ", "leaf1")]
    [InlineData("A:leaf1#", "leaf1")]
    [InlineData("A:admin@g1-leaf21# ", "g1-leaf21")]
    [InlineData("B:dc1.spine-01# ", "dc1.spine-01")]
    public void Prompts_are_known(string prompt, string host)
    {
        var match = Profile.Prompt.Match(prompt);

        Assert.Equal((prompt.Length, host), (match.Length, match.Groups["host"].Value));
    }

    [Theory]
    [InlineData("--{ running }--[  ]--")]
    [InlineData("--{ + running }--[  ]--")]
    [InlineData("--{ state }--[  ]--")]
    [InlineData("--{ [FACTORY] + running }--[  ]--")]
    [InlineData("--{ candidate shared default }--[  ]--")]
    [InlineData("--{ * candidate private private-admin }--[ interface ethernet-1/1 subinterface 1 ]--")]
    [InlineData("--{ +!* candidate private prv-00c0ffee-1a2b }--[  ]--")]
    [InlineData("--{ + candidate exclusive default }--[ network-instance {red{1..2},blue} ]--                     ")]
    public void The_lines_above_prompts_are_known(string line) => Assert.Matches(Profile.PromptHead!, line);

    [Theory]
    [InlineData("--{ something }--[  ]--")]
    [InlineData("  --{ running }--[  ]--")]
    [InlineData("--{ running }--[  ]-- and more")]
    [InlineData("--- before")]
    public void Other_lines_are_not_above_prompts(string line) => Assert.DoesNotMatch(Profile.PromptHead!, line);

    [Theory]
    [InlineData("A: leaf1#")]
    [InlineData("set / interface a description A:leaf1#")]
    [InlineData("root@leaf1:~# ")]
    public void Other_lines_are_no_prompts(string line) => Assert.False(Profile.Prompt.Match(line) is { Success: true } match && match.Length == line.Length);

    [Theory]
    [InlineData("Parsing error: Unknown token 'x'. Options are ['!!', '#']")]
    [InlineData("Error: Path '.system.lldp.interface{.name==ethernet-1/*}' does not specify any existing objects")]
    [InlineData("Error: No authorization to execute command: 'delete / system information contact'")]
    [InlineData("Error: Error in path: .network-instance{.name==\"x\"}.protocols.bgp-evpn")]
    [InlineData("Error in path: .interface{.name==\"ethernet-1/2\"}")]
    [InlineData("    [FailedPrecondition] EVI must match bgp-evpn config")]
    [InlineData("    [InvalidArgument] Unacceptable syslog configuration")]
    [InlineData("Error 'Revert failed':")]
    [InlineData("Command execution aborted : 'ping 10.10.21.2'")]
    public void Failures_are_known(string line) => Assert.Matches(Profile.Failure, line);

    [Theory]
    [InlineData("All changes have been committed. Leaving candidate mode.")]
    [InlineData("Commit confirmed (automatic rollback in 2 minutes)")]
    [InlineData("/system:")]
    [InlineData("    Saved current running configuration as initial (startup) configuration '/etc/opt/srlinux/config.json'")]
    public void Other_answers_are_no_failures(string line) => Assert.DoesNotMatch(Profile.Failure, line);

    [Theory]
    [InlineData("")]
    [InlineData("Warning: all interfaces of this type need a vlan")]
    public void Warnings_are_harmless(string line) => Assert.Matches(Profile.Harmless, line);

    [Theory]
    [InlineData("Something else happened")]
    [InlineData("Error: no")]
    public void Nothing_else_is_harmless(string line) => Assert.DoesNotMatch(Profile.Harmless, line);

    [Theory]
    [InlineData("2026-11-24T11:11:11.123456+00:00 leaf1 sr_bgp_mgr: bgp|1234|1234|00012|W: In network-instance default")]
    [InlineData("Nov 24 11:11:11 leaf1 sr_mgmt_server[1718]: mgmt|1718|1718|00123|N: Commit")]
    public void Log_lines_are_noise(string line) => Assert.Matches(Profile.Noise!, line);

    [Theory]
    [InlineData("set / interface a description Nov")]
    [InlineData("Error: no")]
    public void Config_and_answers_are_no_noise(string line) => Assert.DoesNotMatch(Profile.Noise!, line);
}
