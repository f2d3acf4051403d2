using Provisioning.Errors;

namespace Provisioning.Core.Tests.Runs;

/// <summary>Whatever goes wrong before the commit, in whatever way: the device is as it was.</summary>
public sealed class BeforeCommitFailureTests
{
    private readonly RunBench _bench = new();

    public static TheoryData<Verb, ProvisionStage, Moment> Points
    {
        get
        {
            var points = new TheoryData<Verb, ProvisionStage, Moment>();
            foreach (var moment in Enum.GetValues<Moment>())
            {
                points.Add(Verb.GetPending, ProvisionStage.Open, moment);
                points.Add(Verb.Load, ProvisionStage.Load, moment);
                points.Add(Verb.Diff, ProvisionStage.Diff, moment);
                points.Add(Verb.Validate, ProvisionStage.Diff, moment);
                points.Add(Verb.GetConfig, ProvisionStage.Diff, moment);
            }

            points.Add(Verb.Open, ProvisionStage.Open, Moment.Before);
            return points;
        }
    }

    [Theory]
    [MemberData(nameof(Points))]
    public Task A_lost_connection_leaves_the_device_as_it_was(Verb verb, ProvisionStage stage, Moment moment) =>
        FailsAsync(verb, stage, moment, RunBench.Lost, ErrorCode.ConnectionLost);

    [Theory]
    [MemberData(nameof(Points))]
    public Task A_refusal_leaves_the_device_as_it_was(Verb verb, ProvisionStage stage, Moment moment) =>
        FailsAsync(verb, stage, moment, new LoadException(ErrorCode.LoadRejected, "line 3 'mtu 9000' is rejected"), ErrorCode.LoadRejected);

    [Theory]
    [MemberData(nameof(Points))]
    public Task A_defect_is_named_as_one_and_leaves_the_device_as_it_was(Verb verb, ProvisionStage stage, Moment moment) =>
        FailsAsync(verb, stage, moment, new InvalidOperationException("what must not be"), ErrorCode.Internal);

    [Theory]
    [MemberData(nameof(Points))]
    public async Task A_cancellation_leaves_the_device_as_it_was(Verb verb, ProvisionStage stage, Moment moment)
    {
        using var cancel = new CancellationTokenSource();
        _bench.Device.On(
            verb,
            async token =>
            {
                await cancel.CancelAsync();
                token.ThrowIfCancellationRequested();
            },
            moment);

        var result = await _bench.CommitAsync(cancel.Token);

        AssertUntouched(result, stage, ErrorCode.Cancelled);
    }

    [Fact]
    public async Task A_device_that_gives_up_by_itself_was_not_cancelled_by_the_caller()
    {
        _bench.Device.Fail(Verb.Load, new TaskCanceledException());

        AssertUntouched(await _bench.CommitAsync(), ProvisionStage.Load, ErrorCode.DeviceTimeout);
    }

    [Fact]
    public async Task A_candidate_that_cannot_be_dropped_is_told()
    {
        _bench.Device.On(Verb.Load, () => _bench.Device.IsReachable = false, Moment.After);

        var result = await _bench.CommitAsync();

        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.CandidateLoaded, ErrorCode.ConnectionLost);
    }

    [Fact]
    public async Task A_dry_run_that_cannot_drop_its_candidate_tries_a_new_session()
    {
        _bench.Device.Fail(Verb.Discard, RunBench.Lost);

        var result = await _bench.RunAsync();

        Ending.Is(result, ProvisionOutcome.WouldChange, DeviceState.Untouched);
        Ending.LeavesAsItWas(_bench.Device);
    }

    [Fact]
    public async Task A_dry_run_that_cannot_drop_its_candidate_at_all_fails()
    {
        _bench.Device.Fail(Verb.Discard, new LoadException(ErrorCode.LoadRejected, "no"), times: 9);

        Ending.Is(await _bench.RunAsync(), ProvisionOutcome.Failed, DeviceState.CandidateLoaded, ErrorCode.LoadRejected);
    }

    [Fact]
    public async Task A_dry_run_that_is_cancelled_after_the_diff_still_drops_its_candidate()
    {
        using var cancel = new CancellationTokenSource();
        _bench.Device.On(Verb.Diff, cancel.Cancel, Moment.After);

        var result = await _bench.RunAsync(cancellationToken: cancel.Token);

        Assert.Equal(DeviceState.Untouched, result.DeviceState);
        Ending.LeavesAsItWas(_bench.Device);
    }

    [Fact]
    public async Task Validation_fails_before_anything_is_asked_for()
    {
        _bench.Target = _bench.Target with { Platform = "fake_oz" };

        var result = await _bench.CommitAsync();

        AssertUntouched(result, ProvisionStage.Validate, ErrorCode.PlatformUnknown);
        Assert.Equal(0, _bench.CredentialsAsked);
        Assert.Empty(_bench.Device.Journal);
    }

    [Fact]
    public async Task Without_credentials_nothing_is_opened()
    {
        _bench.OnCredential = _ => throw new CredentialException(ErrorCode.CredentialsMissing, "none");

        AssertUntouched(await _bench.CommitAsync(), ProvisionStage.Credentials, ErrorCode.CredentialsMissing);
        Assert.Empty(_bench.Device.Journal);
    }

    [Theory]
    [InlineData("", "PRV3102")]
    [InlineData("hostname {{ name }}\n", "PRV3103")]
    [InlineData("No intended configuration is available for rendering.\n", "PRV3104")]
    [InlineData("hostname r1\u001b[2J\n", "PRV3105")]
    public async Task With_a_useless_intended_config_nothing_is_opened(string text, string code)
    {
        _bench.Intended = text;

        var result = await _bench.CommitAsync();

        Assert.Equal((ProvisionStage.IntendedConfig, code), (result.Stage, result.Error!.Code.Id));
        Assert.Empty(_bench.Device.Journal);
    }

    [Fact]
    public async Task A_source_that_times_out_was_not_cancelled_by_the_caller()
    {
        _bench.OnIntended = _ => throw new TaskCanceledException("The request was canceled due to the configured HttpClient.Timeout.");

        AssertUntouched(await _bench.CommitAsync(), ProvisionStage.IntendedConfig, ErrorCode.Internal);
    }

    private async Task FailsAsync(Verb verb, ProvisionStage stage, Moment moment, Exception exception, ErrorCode code)
    {
        _bench.Device.Fail(verb, exception, moment);

        var result = await _bench.CommitAsync();

        AssertUntouched(result, stage, code);
        Assert.Contains(exception.Message, result.Error!.Message, StringComparison.Ordinal);
    }

    private void AssertUntouched(ProvisionResult result, ProvisionStage stage, ErrorCode code)
    {
        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.Untouched, code);
        Ending.LeavesAsItWas(_bench.Device);
        Assert.Equal(stage, result.Stage);
        Assert.DoesNotContain(Verb.Commit, _bench.Device.Journal);
    }
}
