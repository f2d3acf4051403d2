using Provisioning.Credentials;
using Provisioning.Errors;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms.AristaEos;

/// <summary>What is awkward about EOS, over both transports.</summary>
public class AristaEosScenarioTests
{
    private const string Banner = """
        banner login
        end
        exit
         EOF
        leaf1#
        leaf1(config-s-prv-0a)#
        configure session other commit
        % Invalid input
        Nov 22 21:36:21 leaf1 Ebra: %LINEPROTO-5-UPDOWN: Line protocol on Interface Ethernet1
         --More--
        !! neither a comment
           nor $indented {text} \n "as" 'if' <it> & were?
        EOF

        """;

    private const string Certificate =
        "management api http-commands\n   no shutdown\n   protocol https certificate\n-----BEGIN CERTIFICATE-----\nMIIB\tAzCB\n-----END CERTIFICATE-----\nEOF\n-----BEGIN PRIVATE KEY-----\nMIGH\tAgEA\n-----END PRIVATE KEY-----\nEOF\nip routing\n";

    public static TheoryData<bool> Transports => [false, true];

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_commit_may_change_the_host_name(bool eapi)
    {
        await using var bed = new AristaEosBed(eapi: eapi);
        await using var engine = new LabEngine(bed, "hostname leaf2\n");

        Ended.As(await engine.RunAsync(), ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Equal("leaf2", bed.Lab.Hostname);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_banner_may_hold_what_looks_like_commands_prompts_and_log_lines(bool eapi)
    {
        await using var bed = new AristaEosBed(eapi: eapi);
        await using var engine = new LabEngine(bed, Banner);

        Ended.As(await engine.RunAsync(), ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Contains(Banner, bed.Lab.Startup, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_certificate_keeps_its_tabs_and_its_two_texts(bool eapi)
    {
        await using var bed = new AristaEosBed(eapi: eapi);
        await using var engine = new LabEngine(bed, Certificate);

        Ended.As(await engine.RunAsync(), ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Contains("MIIB\tAzCB\n-----END CERTIFICATE-----\nEOF\n-----BEGIN PRIVATE KEY-----\nMIGH\tAgEA\n", bed.Lab.Startup, StringComparison.Ordinal);
        Assert.Contains("\nip routing\n", bed.Lab.Startup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_may_name_the_supervisor()
    {
        await using var bed = new AristaEosBed(eos: new() { PromptSuffix = "(s1)" });
        await using var engine = new LabEngine(bed);

        Ended.As(await engine.RunAsync(), ProvisionOutcome.Changed, DeviceState.Committed);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task An_exit_too_many_is_a_rejection_that_names_it(bool eapi)
    {
        await using var bed = new AristaEosBed(eapi: eapi);
        await using var engine = new LabEngine(bed, "snmp-server contact nobody\nexit\nip routing\n");
        var before = bed.Lab.Running;

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.LoadRejected);
        Assert.Contains("line 3", result.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("'exit'", result.Error.Message, StringComparison.Ordinal);
        Assert.Equal(before, bed.Lab.Running);
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_commit_that_is_never_answered_is_rolled_back(bool eapi)
    {
        await using var bed = new AristaEosBed(lab => lab.Faults.SilentAfter(@"^configure session \S+ commit timer"), eapi);
        await using var engine = new LabEngine(bed, timeouts: new() { Commit = TimeSpan.FromSeconds(1) });
        var before = bed.Lab.Running;

        Ended.As(await engine.RunAsync(), ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.DeviceTimeout);
        Assert.Equal(before, bed.Lab.Running);
        Assert.Null(bed.Lab.PendingCommit);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task An_EOS_without_commit_timers_is_refused_when_it_is_opened(bool eapi)
    {
        await using var bed = new AristaEosBed(eapi: eapi, eos: new() { Version = "4.17.9M" });
        await using var engine = new LabEngine(bed);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.PrerequisiteMissing);
        Assert.Contains("4.18", result.Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task The_enable_password_is_given_where_it_is_asked_for(bool eapi)
    {
        await using var bed = new AristaEosBed(eapi: eapi, enablePassword: "enable-Secret9");
        await using var engine = new LabEngine(bed);

        Ended.As(await engine.RunAsync(), ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.DoesNotContain("enable-Secret9", engine.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_wrong_enable_password_is_a_missing_prerequisite(bool eapi)
    {
        await using var bed = new AristaEosBed(eapi: eapi, enablePassword: "enable-Secret9");
        await using var engine = new LabEngine(bed, credential: bed.Credential with { EnablePassword = new Secret("wrong-Secret9") });

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.PrerequisiteMissing);
        Assert.DoesNotContain("wrong-Secret9", result.Error!.Message + engine.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_enable_password_eAPI_says_that_it_is_missing()
    {
        await using var bed = new AristaEosBed(eapi: true, enablePassword: "enable-Secret9");
        await using var engine = new LabEngine(bed, credential: bed.Credential with { EnablePassword = null });

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.PrerequisiteMissing);
        Assert.Contains("enable password", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_eAPI_is_off_the_message_says_how_to_switch_it_on()
    {
        await using var bed = new AristaEosBed(eapi: true, eos: new() { Eapi = false });
        await using var engine = new LabEngine(bed);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.Unreachable);
        Assert.Contains("management api http-commands", result.Error!.Message, StringComparison.Ordinal);
    }

    /// <summary>Whatever the number of lines, a run over eAPI takes the same few requests, on two connections.</summary>
    [Fact]
    public async Task Three_thousand_lines_take_no_more_requests_than_one()
    {
        await using var bed = new AristaEosBed(eapi: true);
        await bed.BehindHttpsAsync();
        var routes = Enumerable.Range(0, 3000).Select(number => $"ip route 10.{100 + (number / 250)}.{number % 250}.0/24 10.0.0.0\n");
        await using var engine = new LabEngine(bed, string.Concat(routes));

        Ended.As(await engine.RunAsync(), ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Equal(2, bed.Web!.Relay.Accepted);
        Assert.Equal(19, bed.Wire.ToString().Split('\n').Count(line => line == "POST /command-api"));
        Assert.All(bed.Web.Relay.RoundTrips, trips => Assert.InRange(trips, 1, 20));
    }
}
