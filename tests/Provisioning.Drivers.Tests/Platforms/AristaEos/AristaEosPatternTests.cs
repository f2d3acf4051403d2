using Provisioning.Drivers.Cli;
using Provisioning.Drivers.Platforms.AristaEos;

namespace Provisioning.Drivers.Tests.Platforms.AristaEos;

/// <summary>Prompts, failures and noise as scrapli, NAPALM and Ansible know them (see the platform notes).</summary>
public class AristaEosPatternTests
{
    private static CliProfile Profile => AristaEosPlatform.Profile;

    [Theory]
    [InlineData("localhost>")]
    [InlineData("localhost#")]
    [InlineData("leaf1# ")]
    [InlineData("localhost(config)#")]
    [InlineData("localhost(config-s-scrapl)#")]
    [InlineData("localhost(config-s-prv-0a)#")]
    [InlineData("localhost(config-s-scrapl-if-Et1/1/1)#")]
    [InlineData("localhost(config-s-scrapl-qos-profile-some_profile-txq-5)#")]
    [InlineData("leaf1(s1)#")]
    [InlineData("leaf1(s2)(config-s-prv-0a-if-Et1)#")]
    [InlineData("leaf1(vrf:MGMT-1)#")]
    [InlineData("dc1-leaf-01.example.net#")]
    public void Prompts_are_known(string prompt) => Assert.Equal(prompt.Length, Profile.Prompt.Match(prompt).Length);

    [Theory]
    [InlineData("hostname leaf1")]
    [InlineData("! leaf1#")]
    [InlineData("")]
    [InlineData("#")]
    [InlineData("   description to leaf2#")]
    [InlineData("Property of nobody # leaf1#")]
    public void Other_lines_are_no_prompts(string line) => Assert.False(Profile.Prompt.Match(line) is { Success: true, Length: > 0 } match && match.Length == line.Length);

    [Theory]
    [InlineData("% Ambiguous command")]
    [InlineData("% Ambiguous command (at token 0: 'in')")]
    [InlineData("% Error: something")]
    [InlineData("% Incomplete command")]
    [InlineData("% Invalid input (at token 1: 'bogus')")]
    [InlineData("% Cannot commit")]
    [InlineData("% Unavailable command (not supported on this hardware platform)")]
    [InlineData("% Duplicate sequence number")]
    [InlineData("% Maximum number of pending sessions has been reached. Please commit or abort previous sessions before creating a new one.")]
    [InlineData("Maximum number of pending sessions has been reached")]
    [InlineData("% User not present")]
    [InlineData("% Bad secret")]
    [InlineData("% Subnet 10.0.0.0/24 overlaps with existing subnet")]
    [InlineData("% More than 1 OSPF instance is not supported")]
    [InlineData("% Prefix length must be less than 31")]
    [InlineData("bash: line 1: returned error code 2")]
    [InlineData("Interface not found")]
    public void Failures_are_known(string line) => Assert.Matches(Profile.Failure, line);

    [Theory]
    [InlineData("Address 0000.0000.0001 not found in current VLAN")]
    [InlineData("Copy completed successfully.")]
    [InlineData("! Interface does not exist. The configuration will not take effect until the module is inserted.")]
    public void Other_answers_are_no_failures(string line) => Assert.DoesNotMatch(Profile.Failure, line);

    [Theory]
    [InlineData("")]
    [InlineData("! Access VLAN does not exist. Creating vlan 10")]
    [InlineData("Enter TEXT message. Type 'EOF' on its own line to end.")]
    [InlineData("Address 0000.0000.0001 not found in current VLAN")]
    public void Warnings_and_hints_are_harmless(string line) => Assert.Matches(Profile.Harmless, line);

    [Theory]
    [InlineData("Something else happened")]
    [InlineData("% Invalid input")]
    public void Nothing_else_is_harmless(string line) => Assert.DoesNotMatch(Profile.Harmless, line);

    [Theory]
    [InlineData("Nov 22 21:36:21 leaf1 Ebra: %LINEPROTO-5-UPDOWN: Line protocol on Interface Ethernet1, changed state to up")]
    [InlineData("Nov  2 01:06:01 leaf1 ConfigAgent: %SYS-5-CONFIG_I: Configured from console by admin on vty3 (10.0.0.1)")]
    public void Log_lines_are_noise(string line) => Assert.Matches(Profile.Noise!, line);

    [Theory]
    [InlineData("   description Nov 22 21:36:21")]
    [InlineData("% Invalid input")]
    public void Config_and_answers_are_no_noise(string line) => Assert.DoesNotMatch(Profile.Noise!, line);
}
