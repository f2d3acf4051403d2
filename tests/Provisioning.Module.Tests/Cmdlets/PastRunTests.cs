using Microsoft.Extensions.DependencyInjection;
using Provisioning.Drivers;
using Provisioning.Errors;
using Provisioning.Journals;
using Provisioning.Module.Tests.Sessions;

namespace Provisioning.Module.Tests.Cmdlets;

/// <summary>Runs in the journal: listed, resumed, undone.</summary>
public sealed class PastRunTests : IDisposable
{
    private const string Running = "hostname leaf1\ninterface Ethernet1\n   description old\n";
    private const string Intended = "interface Ethernet1\n   description new\n";
    private const string Commit = "Invoke-DeviceProvision leaf1 -InventoryPath inv.csv -ConfigPath configs -Credential $credential -Commit -Confirm:$false";
    private const string Login = "-InventoryPath inv.csv -Credential $credential";
    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Runs_are_listed_the_latest_first()
    {
        _session.Add("leaf1", Running, Intended);
        var run = _session.Run(Commit).Result;
        _session.Run(Commit);

        var runs = Records("Get-DeviceProvision");

        Assert.Equal([ProvisionOutcome.Unchanged, ProvisionOutcome.Changed], runs.Select(record => record.Outcome));
        Assert.Equal((run.RunId, Environment.UserName), (runs[1].RunId, runs[1].Start.Trigger.User));
    }

    [Fact]
    public void An_id_in_capitals_is_found_and_a_result_without_a_run_is_left_out()
    {
        _session.Add("leaf1", Running, Intended);
        var id = _session.Run(Commit).Result.RunId.ToUpperInvariant();

        var run = _session.Run($"'{id}', '' | ForEach-Object {{ [pscustomobject]@{{ RunId = $_ }} }} | Undo-DeviceProvision {Login}");

        Assert.Empty(run.Errors);
        Assert.Equal(ProvisionOutcome.WouldChange, run.Result.Outcome);
    }

    [Fact]
    public void Runs_are_chosen_by_device_id_and_number()
    {
        _session.Add("leaf1", Running, Intended);
        var first = _session.Run(Commit).Result;
        _session.Run(Commit);

        Assert.Equal(2, Records("Get-DeviceProvision LEAF*").Count);
        Assert.Empty(Records("Get-DeviceProvision spine*"));
        Assert.Equal(first.RunId, Assert.Single(Records($"Get-DeviceProvision -RunId {first.RunId}")).RunId);
        Assert.NotEqual(first.RunId, Assert.Single(Records("Get-DeviceProvision -Latest 1")).RunId);
    }

    [Fact]
    public void A_run_that_ended_is_not_interrupted()
    {
        _session.Add("leaf1", Running, Intended);
        _session.Run(Commit);

        Assert.Empty(Records("Get-DeviceProvision -Interrupted"));
    }

    [Fact]
    public async Task An_interrupted_run_is_resumed_by_the_pipeline()
    {
        var device = _session.Add("leaf1", Running, Intended);
        await InterruptAsync("0000000a", ProvisionStage.Load);

        Assert.Equal("0000000a", Assert.Single(Records("Get-DeviceProvision -Interrupted")).RunId);
        var resumed = _session.Run($"Get-DeviceProvision -Interrupted | Resume-DeviceProvision {Login} -Confirm:$false");

        Assert.Equal((ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.RunInterrupted), (resumed.Result.Outcome, resumed.Result.DeviceState, resumed.Result.Error!.Code));
        Assert.Empty(resumed.Errors);
        Assert.Empty(Records("Get-DeviceProvision -Interrupted"));
        Assert.DoesNotContain("description new", device.Running, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_with_WhatIf_connects_to_nothing()
    {
        var device = _session.Add("leaf1", Running, Intended);
        await InterruptAsync("0000000a", ProvisionStage.Commit);

        var shown = _session.Run($"Resume-DeviceProvision 0000000a {Login} -WhatIf");

        Assert.Empty(shown.Output);
        Assert.Contains(shown.Shown, line => line.Contains("resume run 0000000a, which was interrupted at Commit", StringComparison.Ordinal));
        Assert.Empty(device.Journal.DeviceWrites);
        Assert.Single(Records("Get-DeviceProvision -Interrupted"));
    }

    [Fact]
    public void A_run_that_is_not_there_is_an_error_that_names_it()
    {
        _session.Add("leaf1", Running, Intended);

        Assert.StartsWith("PRV8003", Assert.Single(_session.Run($"Resume-DeviceProvision 0badcafe {Login} -Confirm:$false").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Undo_shows_the_diff_and_changes_nothing()
    {
        var device = _session.Add("leaf1", Running, Intended);
        _session.Run(Commit);

        var undo = _session.Run($"Get-DeviceProvision -Latest 1 | Undo-DeviceProvision {Login}").Result;

        Assert.Equal(ProvisionOutcome.WouldChange, undo.Outcome);
        Assert.Contains("+   description old", undo.Diff!.Text, StringComparison.Ordinal);
        Assert.Contains("description new", device.Startup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_change_of_a_device_can_be_undone_and_then_the_one_before()
    {
        _session.Add("leaf1", Running, Intended);
        var first = _session.Run(Commit).Result.RunId;
        _session.Write(Path.Combine("configs", "leaf1.cfg"), "ntp server 192.0.2.9\n");
        var second = _session.Run(Commit).Result.RunId;
        _session.Run(Commit.Replace("-Commit -Confirm:$false", "", StringComparison.Ordinal));
        var last = $"Get-DeviceProvision leaf1 -Undoable -Latest 1";

        var before = Assert.Single(Records(last)).RunId;
        _session.Run($"{last} | Undo-DeviceProvision {Login} -Commit -Confirm:$false");

        Assert.Equal((second, first), (before, Assert.Single(Records(last)).RunId));
    }

    [Fact]
    public void What_went_with_the_undoing_of_an_earlier_run_cannot_be_undone_again()
    {
        _session.Add("leaf1", Running, Intended);
        var first = _session.Run(Commit).Result.RunId;
        _session.Write(Path.Combine("configs", "leaf1.cfg"), "ntp server 192.0.2.9\n");
        var second = _session.Run(Commit).Result.RunId;
        var undo = _session.Run($"Undo-DeviceProvision {first} {Login} -Commit -Confirm:$false").Result.RunId;
        var after = Records("Get-DeviceProvision -Undoable");

        _session.Run($"Undo-DeviceProvision {undo} {Login} -Commit -Confirm:$false");

        Assert.Empty(after);
        Assert.Equal([second, first], Records("Get-DeviceProvision -Undoable").Select(run => run.RunId));
    }

    [Fact]
    public void Undoing_an_undo_says_what_it_brings_back()
    {
        _session.Add("leaf1", Running, Intended);
        var first = _session.Run(Commit).Result.RunId;
        var undo = _session.Run($"Undo-DeviceProvision {first} {Login} -Commit -Confirm:$false").Result.RunId;

        var again = _session.Run($"Undo-DeviceProvision {undo} {Login}");

        Assert.Equal($"Run {undo} on 'leaf1' undid run {first}: undoing it brings that change back.", Assert.Single(again.Warnings));
    }

    [Fact]
    public void Where_there_is_no_journal_that_is_said()
    {
        var run = _session.Run("Get-DeviceProvision -Interrupted -StatePath nowhere");

        Assert.Empty(run.Output);
        Assert.Contains("There is no journal in", Assert.Single(run.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Undoable", "that can be undone")]
    [InlineData("-Interrupted", "that was interrupted")]
    [InlineData("leaf2", "on leaf2")]
    public void A_run_that_is_not_such_a_one_is_an_error(string filter, string such)
    {
        _session.Add("leaf1", Running, Intended);
        var dryRun = _session.Run(Commit.Replace("-Commit -Confirm:$false", "", StringComparison.Ordinal)).Result.RunId;

        var run = _session.Run($"Get-DeviceProvision {filter} -RunId {dryRun}");

        Assert.Empty(run.Output);
        Assert.EndsWith($"has no run '{dryRun}' {such}.", Assert.Single(run.Errors).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_the_journal_does_not_have_is_an_error()
    {
        _session.Add("leaf1", Running, Intended);
        _session.Run(Commit);

        Assert.StartsWith("PRV8003,", Assert.Single(_session.Run("Get-DeviceProvision -RunId deadbeef").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Undo_with_Commit_puts_the_old_config_back()
    {
        var device = _session.Add("leaf1", Running, Intended);
        var before = device.Running;

        var undo = _session.Run($"{Commit} | Undo-DeviceProvision {Login} -Commit -Confirm:$false").Result;

        Assert.Equal((ProvisionOutcome.Changed, LoadOperation.Replace), (undo.Outcome, undo.Operation));
        Assert.Equal(before, device.Running);
        Assert.Equal(before, device.Startup);
    }

    [Theory]
    [InlineData("Yes", true)]
    [InlineData("No", false)]
    public void Undo_with_Commit_asks_with_the_diff(string answer, bool undone)
    {
        var device = _session.Add("leaf1", Running, Intended);
        _session.Run(Commit);
        _session.Host.User.Answers.Enqueue(answer);

        var undo = _session.Run($"Get-DeviceProvision -Latest 1 | Undo-DeviceProvision {Login} -Commit").Result;

        Assert.Contains("+   description old", Assert.Single(_session.Host.User.Prompts), StringComparison.Ordinal);
        Assert.Equal((undone, undone ? ProvisionOutcome.Changed : ProvisionOutcome.WouldChange), (device.Startup.Contains("description old", StringComparison.Ordinal), undo.Outcome));
    }

    [Fact]
    public void Undo_tells_whose_changes_go_too()
    {
        _session.Add("leaf1", Running, Intended);
        var first = _session.Run(Commit).Result.RunId;
        _session.Write(Path.Combine("configs", "leaf1.cfg"), "ntp server 192.0.2.9\n");
        var second = _session.Run(Commit).Result.RunId;

        var undo = _session.Run($"Undo-DeviceProvision {first} {Login}");

        Assert.Contains(undo.Warnings, warning => warning.Contains($"since run {first} by {second}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Undo_tells_of_a_change_that_was_not_saved_too()
    {
        _session.Add("leaf1", Running, Intended);
        var first = _session.Run(Commit).Result.RunId;
        await WriteAsync("0000000a", new(DateTimeOffset.UtcNow, ProvisionStage.Save, DeviceState.Committed) { Outcome = ProvisionOutcome.Failed, Error = new(ErrorCode.SaveFailed, "") });

        var undo = _session.Run($"Undo-DeviceProvision {first} {Login}");

        Assert.Contains(undo.Warnings, warning => warning.Contains($"since run {first} by 0000000a", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Get-DeviceProvision")]
    [InlineData("(Get-DeviceProvision)[1..0]")]
    public void Several_runs_of_one_device_are_undone_the_latest_first(string runs)
    {
        var device = _session.Add("leaf1", Running, Intended);
        var before = device.Running;
        _session.Run(Commit);
        _session.Write(Path.Combine("configs", "leaf1.cfg"), "ntp server 192.0.2.9\n");
        _session.Run(Commit);

        var undo = _session.Run($"{runs} | Undo-DeviceProvision {Login} -Commit -Confirm:$false");

        Assert.Equal([ProvisionOutcome.Changed, ProvisionOutcome.Changed], undo.Results.Select(result => result.Outcome));
        Assert.Equal(before, device.Running);
    }

    [Theory]
    [InlineData("leaf1 -Latest 1", 1)]
    [InlineData("LEAF1", 2)]
    [InlineData("leaf* -Latest 3", 3)]
    [InlineData("'`leaf1'", 2)]
    [InlineData("leaf1, leaf2 -Latest 3", 3)]
    [InlineData("other", 0)]
    public void Runs_are_found_by_names_and_the_latest_so_many(string arguments, int expected)
    {
        _session.Add("leaf1", Running, Intended);
        _session.Add("leaf2", Running, Intended);
        const string DryRun = $"Invoke-DeviceProvision leaf* -ConfigPath configs {Login}";
        _session.Run(DryRun);
        _session.Run(DryRun);

        Assert.Equal(expected, _session.Run($"Get-DeviceProvision {arguments}").Output.Count);
    }

    [Fact]
    public void A_journal_that_cannot_be_used_is_named_before_a_device_is_touched()
    {
        var device = _session.Add("leaf1", Running, Intended);
        _session.Write("state", "a file in the way");

        var result = _session.Run(Commit).Result;

        Assert.Equal((ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.JournalUnusable), (result.Outcome, result.DeviceState, result.Error!.Code));
        Assert.Empty(device.Journal.DeviceWrites);
    }

    private IReadOnlyList<RunRecord> Records(string script) => [.. _session.Run(script).Output.Cast<RunRecord>()];

    /// <summary>What a process leaves that died when it was about to begin a stage.</summary>
    private Task InterruptAsync(string runId, ProvisionStage stage) => WriteAsync(runId, new(DateTimeOffset.UtcNow, stage, DeviceState.CandidateLoaded));

    private async Task WriteAsync(string runId, JournalEntry entry)
    {
        await using var services = new ServiceCollection().AddProvisionJournal(Path.Combine(_session.Folder, "state")).BuildServiceProvider();
        var journal = services.GetRequiredService<IProvisionJournal>();
        await using var run = await journal.BeginAsync(
            new(runId, "leaf1", new("cmdlet", "night"), LoadOperation.Merge, true, TimeSpan.FromMinutes(5), DateTimeOffset.UtcNow), CancellationToken.None);
        await run.WriteAsync(entry, flush: true);
    }
}
