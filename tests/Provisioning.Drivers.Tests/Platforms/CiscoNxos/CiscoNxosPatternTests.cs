using Provisioning.Drivers.Cli;
using Provisioning.Drivers.Platforms.CiscoNxos;

namespace Provisioning.Drivers.Tests.Platforms.CiscoNxos;

/// <summary>Prompts, failures and noise as recorded, and as scrapli, NAPALM and Ansible know them (see the platform notes).</summary>
public class CiscoNxosPatternTests
{
    private static CliProfile Profile => CiscoNxosPlatform.Profile;

    [Theory]
    [InlineData("switch# ")]
    [InlineData("switch> ")]
    [InlineData("switch(config)# ")]
    [InlineData("switch(config-if)# ")]
    [InlineData("switch(conf-tm-dest)# ")]
    [InlineData("switch(maint-mode)# ")]
    [InlineData("switch(maint-mode)(config)# ")]
    [InlineData("switch-tcl# ")]
    [InlineData("dc1-leaf-01.example.net# ")]
    public void Prompts_are_known(string prompt) => Assert.Equal(prompt.Length, Profile.Prompt.Match(prompt).Length);

    [Fact]
    public void The_Tcl_shell_has_the_host_name_of_the_others() => Assert.Equal("leaf-1", Profile.Prompt.Match("leaf-1-tcl# ").Groups["host"].Value);

    [Theory]
    [InlineData("hostname leaf1")]
    [InlineData("! leaf1# ")]
    [InlineData("# ")]
    [InlineData("  description to leaf2# ")]
    [InlineData("[####    ]  20%")]
    public void Other_lines_are_no_prompts(string line) => Assert.False(Profile.Prompt.Match(line) is { Success: true, Length: > 0 } match && match.Length == line.Length);

    [Theory]
    [InlineData("Last operation : None")]
    [InlineData("Copy complete.")]
    [InlineData("Rollback completed successfully.")]
    [InlineData("is not recommended, as this may lead to Config Replace failure.")]
    [InlineData("ADVISORY: Rollback operation started...")]
    [InlineData("Verification is Successful.")]
    public void Other_answers_are_no_failures(string line) => Assert.DoesNotMatch(Profile.Failure, line);

    [Theory]
    [InlineData("2021 Mar  4 01:17:44 switch %ETHPORT-5-IF_UP: Interface Ethernet1/1 is up in mode access")]
    [InlineData("2021 Mar  4 01:17:44.123 switch %$ VDC-1 %$ %VSHD-5-VSHD_SYSLOG_CONFIG_I: Configured from vty by admin on 10.0.0.1@pts/0")]
    public void Log_lines_are_noise(string line) => Assert.Matches(Profile.Noise!, line);

    [Theory]
    [InlineData("  description 2021 Mar  4 01:17:44")]
    [InlineData("% Invalid command at '^' marker.")]
    public void Config_and_answers_are_no_noise(string line) => Assert.DoesNotMatch(Profile.Noise!, line);

    [Theory]
    [InlineData("Warning: There is already a file existing with this name. Do you want to overwrite (y/n)?[n] ")]
    [InlineData("overwrite (y/n)? [n]   ")]
    public void The_question_whether_to_write_over_is_answered(string shown) => Assert.Equal("y", Profile.Questions.Single(question => question.Pattern.IsMatch(shown)).Answer);

    [Theory]
    [InlineData("This will reboot the system. (y/n)?  [n] ")]
    [InlineData("Do you want to continue (y/n) [n] ")]
    public void No_other_question_is(string shown) => Assert.DoesNotContain(Profile.Questions, question => question.Pattern.IsMatch(shown));
}
