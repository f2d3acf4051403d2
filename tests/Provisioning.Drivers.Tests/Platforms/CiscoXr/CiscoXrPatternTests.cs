using Provisioning.Drivers.Cli;
using Provisioning.Drivers.Platforms.CiscoXr;

namespace Provisioning.Drivers.Tests.Platforms.CiscoXr;

public class CiscoXrPatternTests
{
    private static CliProfile Profile => CiscoXrPlatform.Profile;

    [Theory]
    [InlineData("RP/0/RP0/CPU0:ios#")]
    [InlineData("RP/0/RSP1/CPU0:BNG-1.example.net#")]
    [InlineData("RP/0/0/CPU0:XRv-1(config)#")]
    [InlineData("RP/0/RP0/CPU0:ma0.test.bllab(config-bgp-nbr-af)#")]
    [InlineData("RP/0/RP0/CPU0:ios(config-if)# ")]
    public void Prompts_are_known(string prompt) => Assert.Equal(prompt.Length, Profile.Prompt.Match(prompt).Length);

    [Theory]
    [InlineData("RP/0/RSP0/CPU0:BNG(admin)#")]
    [InlineData("hostname ios")]
    [InlineData("#  interface Loopback0")]
    [InlineData("ios#")]
    [InlineData("")]
    [InlineData("RP/0/RP0/CPU0:Nov 24 10:00:00.123 UTC: config[1]: %MGBL-CONFIG-6-DB_COMMIT : Configuration committed")]
    public void Other_lines_are_no_prompts(string line) => Assert.False(Profile.Prompt.Match(line) is { Success: true, Length: > 0 } match && match.Length == line.Length);

    [Fact]
    public void The_name_that_configuration_cuts_at_31_characters_is_the_same_device() => Assert.Equal(
        Profile.Prompt.Match("RP/0/RP0/CPU0:edge-router-17.pop3.example.net#").Groups["host"].Value,
        Profile.Prompt.Match("RP/0/RP0/CPU0:edge-router-17.po(config-if)#").Groups["host"].Value);

    [Theory]
    [InlineData("% Invalid input detected at '^' marker.")]
    [InlineData("% Incomplete command.")]
    [InlineData("% Ambiguous command:  \"sh\"")]
    [InlineData("% This command is not authorized")]
    [InlineData("% Failed to commit one or more configuration items during a pseudo-atomic operation. All changes made have been reverted.")]
    [InlineData("% Cannot commit because there is an unexpired trial/rollback session '00001000-00005b40-00000000'.")]
    [InlineData("%Error parsing filename")]
    [InlineData("Cannot enter exclusive mode. The Configuration Namespace is locked by another agent.")]
    [InlineData("No configuration changes to commit.")]
    public void Failures_are_known(string line) => Assert.Matches(Profile.Failure, line);

    [Theory]
    [InlineData("% Confirming commit for trial session.")]
    [InlineData("% WARNING: Policy object prefix-set RESTORE-A exists! Reconfiguring it via CLI will replace")]
    [InlineData(" description 100% sure")]
    public void Other_lines_are_no_failures(string line) => Assert.DoesNotMatch(Profile.Failure, line);

    [Theory]
    [InlineData("")]
    [InlineData("                          ^")]
    [InlineData("% WARNING: Policy object prefix-set RESTORE-A exists! Reconfiguring it via CLI will replace")]
    [InlineData("current definition. Use abort to cancel.")]
    [InlineData("Enter TEXT message.  End with the character '^'.")]
    [InlineData("Thu Mar  4 01:14:46.184 UTC")]
    public void Warnings_hints_and_times_are_harmless(string line) => Assert.Matches(Profile.Harmless, line);

    [Theory]
    [InlineData("Something else happened")]
    [InlineData("% Invalid input detected at '^' marker.")]
    public void Nothing_else_is_harmless(string line) => Assert.DoesNotMatch(Profile.Harmless, line);

    [Theory]
    [InlineData("RP/0/0/CPU0:May 20 12:43:30.620 : isis[1006]: %ROUTING-ISIS-6-INFO_STARTUP_START : Cold controlled start beginning ")]
    [InlineData("RP/0/RP0/CPU0:Jul 16 13:07:36.861 UTC: config[68949]: %MGBL-CONFIG-6-DB_COMMIT : Configuration committed by user 'ZTP'.")]
    public void Log_lines_are_noise(string line) => Assert.Matches(Profile.Noise!, line);

    [Theory]
    [InlineData(" description RP/0/0/CPU0:May 20 12:43:30.620")]
    [InlineData("% Invalid input detected at '^' marker.")]
    [InlineData("Thu Mar  4 01:14:46.184 UTC")]
    public void Config_and_answers_are_no_noise(string line) => Assert.DoesNotMatch(Profile.Noise!, line);
}
