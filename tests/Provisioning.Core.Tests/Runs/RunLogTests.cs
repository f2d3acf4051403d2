using Microsoft.Extensions.Logging;
using Provisioning.Errors;

namespace Provisioning.Core.Tests.Runs;

/// <summary>One log tells the whole story.</summary>
public sealed class RunLogTests
{
    private readonly RunBench _bench = new();

    [Fact]
    public async Task A_commit_is_told_from_beginning_to_end_in_order()
    {
        await _bench.CommitAsync();

        Assert.Equal(
            [1000, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1011], _bench.Log.Ids.Where(id => id != 1001));
    }

    [Fact]
    public async Task Every_stage_is_told_when_it_begins()
    {
        await _bench.CommitAsync();

        Assert.Equal(
            Enum.GetNames<ProvisionStage>(),
            _bench.Log.Lines.Where(line => line.Id == 1001).Select(line => line.Text.Split(": ")[1]));
    }

    [Fact]
    public async Task A_failure_ends_with_its_outcome_stage_state_and_code()
    {
        _bench.Device.Fail(Verb.Load, new LoadException(ErrorCode.LoadRejected, "line 3 is rejected"));

        await _bench.CommitAsync();

        var last = _bench.Log.Lines[^1];
        Assert.Equal((LogLevel.Error, "r1: Failed at Load, device state Untouched, PRV5001 LoadRejected: line 3 is rejected"), (last.Level, last.Text));
    }

    [Fact]
    public async Task A_recovery_is_told_before_the_end()
    {
        _bench.Device.Fail(Verb.Load, RunBench.Lost, skip: 1);

        await _bench.CommitAsync();

        Assert.Equal([1009, 1012], _bench.Log.Ids.Where(id => id is 1009 or 1012));
    }

    [Theory]
    [InlineData(Verb.Commit)]
    [InlineData(Verb.CleanUp)]
    [InlineData(Verb.Save)]
    public async Task Every_line_names_the_device_and_is_in_the_runs_scope(Verb verb)
    {
        _bench.Device.Fail(verb, new CommitException(ErrorCode.CommitFailed, "no"), times: 1000);

        var result = await _bench.CommitAsync();

        Assert.All(_bench.Log.Lines, line => Assert.StartsWith("r1: ", line.Text, StringComparison.Ordinal));
        Assert.All(_bench.Log.Lines, line => Assert.Contains($"Device=r1, RunId={result.RunId}", line.Scopes, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_callers_log_is_used_instead_of_the_engines_own()
    {
        var callers = new ListLogger<RunLogTests>();

        await _bench.RunAsync(new() { Logger = callers });

        Assert.Empty(_bench.Log.Lines);
        Assert.Equal(1011, callers.Ids.Last());
    }
}
