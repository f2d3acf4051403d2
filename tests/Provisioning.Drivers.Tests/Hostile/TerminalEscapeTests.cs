using Provisioning.Errors;
using Provisioning.TestKit.Conformance;
using Provisioning.TestKit.Faults;

namespace Provisioning.Drivers.Tests.Hostile;

/// <summary>Devices whose texts would clear the screen, change the window's title, answer in the user's name or turn the writing direction.</summary>
public sealed class TerminalEscapeTests
{
    private const string Escapes = "\x1b[2J\x1b]0;owned\a\x1b[5n\x1bP+q544e\x1b\\\u009b31m\u009d0;owned\u009c\x7f\b\a\u202eabc\r";

    /// <summary>A prompt in every mode, as EOS and IOS show them.</summary>
    private const string Prompts = "leaf1>\r\nleaf1#\r\nleaf1#show running-config\r\nleaf1(config)#exit\r\nr1>\r\nr1#\r\nr1(config)#\r\nPassword: \r\n --More-- \r\n[confirm]\r\n";

    public static TheoryData<string> CommandLines => EndlessDeviceTests.CommandLines;

    [Theory]
    [MemberData(nameof(CommandLines))]
    public async Task A_banner_with_prompts_and_escape_sequences_does_not_disturb_a_commit(string platform)
    {
        await using var bed = HostileBeds.Create(platform);
        bed.Lab.Faults.LoginBanner = $"{Escapes}\r\n{Prompts}{Escapes}";
        await using var engine = new LabEngine(bed);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Changed, DeviceState.Committed);
        HostileBeds.AssertHarmless(result, engine.Log.Text);
    }

    [Theory]
    [InlineData("arista_eos")]
    [InlineData("cisco_xr")]
    public async Task A_refusal_with_escape_sequences_is_quoted_without_them(string platform)
    {
        await using var bed = HostileBeds.Create(platform);
        bed.Lab.Faults.Refuse("description", $"% Invalid {Escapes.TrimEnd('\r')} input");
        await using var engine = new LabEngine(bed);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.LoadRejected);
        HostileBeds.AssertHarmless(result, engine.Log.Text);
    }

    [Theory]
    [InlineData("juniper_junos")]
    [InlineData("netconf")]
    public async Task A_netconf_error_with_control_characters_is_quoted_without_them(string platform)
    {
        await using var bed = HostileBeds.Create(platform);
        const string Reply = "<rpc-error><error-type>protocol</error-type><error-tag>operation-failed</error-tag><error-severity>error</error-severity><error-message>no&#x9b;31m &#x202e;way&#x85;</error-message></rpc-error>";
        var speech = new HostileSpeech($"<rpc-reply>{Reply}</rpc-reply>]]>]]>");

        var (result, log) = await HostileBeds.RunAsync(bed, speech);

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.UnexpectedAnswer);
        HostileBeds.AssertHarmless(result, log);
    }

    [Fact]
    public async Task A_diff_of_a_config_with_escape_sequences_shows_them_as_text()
    {
        await using var bed = HostileBeds.Create("arista_eos");
        bed.Lab.ChangeRunning("banner login\nred \u009b31m and \u202eback\nEOF\n");
        await using var engine = new LabEngine(bed, "banner login\nplain\nEOF\n");

        var result = await engine.RunAsync(new() { DryRun = true });

        Ended.As(result, ProvisionOutcome.WouldChange, DeviceState.Untouched);
        Assert.Contains(@"-red \x9b31m and \u202eback", result.Diff!.Text, StringComparison.Ordinal);
        HostileBeds.AssertHarmless(result, engine.Log.Text);
    }
}
