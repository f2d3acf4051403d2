using NSubstitute;
using Provisioning.Drivers.Platforms.JuniperJunos;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;
using Provisioning.Lab;

namespace Provisioning.Drivers.Tests.Platforms.JuniperJunos;

/// <summary>Our own commits at every stage of their life, and what only Junos does.</summary>
public class JuniperJunosSessionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ours_is_pending_with_the_time_that_it_has()
    {
        await using var bed = new JuniperJunosBed();
        await using var session = await bed.OpenAsync();
        await session.LoadAsync(bed.Merges[0], LoadOperation.Merge, Token);
        await session.CommitAsync(new(TimeSpan.FromSeconds(61), null), Token);
        await bed.LetTimeRunOutAsync(TimeSpan.FromSeconds(29));

        await using var later = await bed.OpenAsync();

        Assert.Equal(new PendingCommit(DriverContexts.RunId, TimeSpan.FromSeconds(90)), await later.GetPendingCommitAsync(Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Another_session_of_the_run_rolls_back_what_is_pending_or_confirmed(bool confirmed)
    {
        await using var bed = new JuniperJunosBed();
        var running = bed.Lab.Running;
        await using (var session = await bed.OpenAsync())
        {
            await session.LoadAsync(bed.Merges[0], LoadOperation.Merge, Token);
            await session.CommitAsync(new(TimeSpan.FromMinutes(5), null), Token);
            await (confirmed ? session.ConfirmAsync(Token) : Task.CompletedTask);
        }

        await using var later = await bed.OpenAsync();
        await later.RollbackAsync(Token);

        Assert.Equal(running, bed.Lab.Running);
        Assert.Null(bed.Lab.PendingCommit);
        Assert.Empty(bed.Lab.Candidates);
    }

    [Fact]
    public async Task With_nothing_of_the_run_in_the_history_nothing_is_rolled_back_or_called_saved()
    {
        await using var bed = new JuniperJunosBed();
        await using var session = await bed.OpenAsync();

        await Assert.ThrowsAsync<RollbackException>(() => session.RollbackAsync(Token));
        var unsaved = await Assert.ThrowsAsync<CommitException>(() => session.SaveAsync(Token));

        Assert.Equal(ErrorCode.SaveFailed, unsaved.Code);
        Assert.Empty(bed.Lab.Journal.DeviceWrites);
    }

    [Fact]
    public async Task A_pending_commit_is_not_called_saved()
    {
        await using var bed = new JuniperJunosBed();
        await using var session = await bed.OpenAsync();
        await session.LoadAsync(bed.Merges[0], LoadOperation.Merge, Token);
        await session.CommitAsync(new(TimeSpan.FromMinutes(5), null), Token);

        Assert.Equal(ErrorCode.SaveFailed, (await Assert.ThrowsAsync<CommitException>(() => session.SaveAsync(Token))).Code);
    }

    [Fact]
    public async Task The_end_of_a_session_drops_its_candidate_and_gives_its_lock_back()
    {
        await using var bed = new JuniperJunosBed();
        await using (var session = await bed.OpenAsync())
        {
            await session.LoadAsync(bed.Merges[0], LoadOperation.Merge, Token);
            Assert.Equal(2, bed.Lab.Candidates.Count);
        }

        Assert.Empty(bed.Lab.Candidates);
    }

    [Fact]
    public async Task A_commit_whose_answer_does_not_come_in_time_is_looked_for_and_rolled_back()
    {
        await using var bed = new JuniperJunosBed(device => device.Faults.SilentAfter("^<commit-configuration.*<confirmed"));
        var running = bed.Lab.Running;

        var result = await bed.RunAsync(bed.Merges[0], timeouts: new() { Commit = TimeSpan.FromSeconds(1) });

        Assert.Equal((ProvisionOutcome.RolledBack, ErrorCode.DeviceTimeout), (result.Outcome, result.Error?.Code));
        Assert.Equal(running, bed.Lab.Running);
        Assert.Null(bed.Lab.PendingCommit);
    }

    [Fact]
    public async Task A_release_that_does_not_show_what_is_pending_is_found_out_and_rolled_back()
    {
        await using var bed = new JuniperJunosBed(junos: new() { MarksPendingCommit = false });
        var running = bed.Lab.Running;

        var result = await bed.RunAsync(bed.Merges[0]);

        Assert.Equal((ProvisionOutcome.RolledBack, ErrorCode.CommitFailed), (result.Outcome, result.Error?.Code));
        Assert.Contains("does not show it as waiting for its confirmation", result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(running, bed.Lab.Running);
    }

    [Fact]
    public async Task Without_the_netconf_service_the_message_says_how_to_turn_it_on()
    {
        await using var bed = new JuniperJunosBed(junos: new() { Netconf = false });

        var result = await bed.RunAsync(bed.Merges[0]);

        Assert.Equal((ErrorCode.PrerequisiteMissing, DeviceState.Untouched), (result.Error?.Code, result.DeviceState));
        Assert.Contains("set system services netconf ssh", result.Error!.Message, StringComparison.Ordinal);
    }

    /// <summary>Junos begins with remarks, in front of its hello (recorded).</summary>
    [Theory]
    [InlineData("<capability>http://xml.juniper.net/netconf/junos/1.0</capability>", true)]
    [InlineData("", false)]
    public async Task A_server_that_is_no_junos_is_refused_by_its_hello(string capability, bool opens)
    {
        var channel = new Cli.ScriptedChannel().Say($"<!-- No zombies were killed during the creation of this user interface -->\n<!-- user admin, class j-super-user -->\n<hello xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\">\n<capabilities><capability>urn:ietf:params:netconf:base:1.0</capability>{capability}</capabilities>\n<session-id>12345</session-id>\n</hello>\n]]>]]>\n");
        var transport = Substitute.For<IDeviceTransport>();
        var connection = Substitute.For<IDeviceConnection>();
        transport.ConnectAsync(default!, Token).ReturnsForAnyArgs(connection);
        connection.OpenSubsystemAsync("netconf", Arg.Any<CancellationToken>()).Returns(channel);
        var opening = new JuniperJunosPlatform(transport).OpenAsync(DriverContexts.Create(), Token);

        if (opens)
        {
            await (await opening).DisposeAsync();
        }
        else
        {
            Assert.Equal(ErrorCode.PrerequisiteMissing, (await Assert.ThrowsAsync<ConnectionException>(() => opening)).Code);
        }

        await connection.Received(1).DisposeAsync();
    }

    [Fact]
    public async Task Warnings_do_not_stop_a_load()
    {
        await using var bed = new JuniperJunosBed();

        var result = await bed.RunAsync("delete snmp location\nset snmp contact noc\n");

        Assert.Equal(ProvisionOutcome.Changed, result.Outcome);
        Assert.Contains("contact noc;", bed.Lab.Running, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tags_do_what_they_say_in_a_merge()
    {
        await using var bed = new JuniperJunosBed();

        var result = await bed.RunAsync("delete: snmp;\nreplace: routing-options {\n    static {\n        route 10.6.0.0/16 next-hop 10.0.0.0;\n    }\n}\n");

        Assert.Equal(ProvisionOutcome.Changed, result.Outcome);
        Assert.DoesNotContain("snmp", bed.Lab.Running, StringComparison.Ordinal);
        Assert.DoesNotContain("10.9.0.0/16", bed.Lab.Running, StringComparison.Ordinal);
        Assert.Contains("10.6.0.0/16", bed.Lab.Running, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_diff_is_the_devices_own_with_its_secrets_masked()
    {
        await using var bed = new JuniperJunosBed();

        var result = await bed.RunAsync("set interfaces ge-0/0/0 description new\nset snmp community other-Secret9\n", new());

        Assert.Equal("[edit interfaces ge-0/0/0]\n-   description uplink;\n+   description new;\n[edit snmp]\n+   community <secret-1>;\n", result.Diff!.Text);
        Assert.Equal((2, 1), (result.Diff.Added, result.Diff.Removed));
    }

    [Fact]
    public async Task A_synchronized_commit_is_asked_for_where_the_option_says_so()
    {
        await using var bed = new JuniperJunosBed { Synchronizes = true };

        await bed.RunAsync(bed.Merges[0]);

        Assert.All(["check", "confirmed", "log"], what => Assert.Contains($"<commit-configuration><synchronize /><{what}", bed.Wire.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_option_that_is_neither_true_nor_false_is_refused()
    {
        var platform = new JuniperJunosPlatform(Substitute.For<IDeviceTransport>());

        var refused = await Assert.ThrowsAsync<ValidationException>(() => platform.OpenAsync(DriverContexts.Create(options: ("commit_synchronize", "maybe")), Token));

        Assert.Equal(ErrorCode.DeviceOptionInvalid, refused.Code);
    }
}
