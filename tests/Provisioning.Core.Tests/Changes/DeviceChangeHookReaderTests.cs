using Microsoft.Extensions.Logging;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Provisioning.Changes;
using Provisioning.Errors;
using Provisioning.Inventories;
using static Provisioning.Core.Tests.Changes.Given;

namespace Provisioning.Core.Tests.Changes;

/// <summary>A hook that reads the device anew, as it is by now.</summary>
public sealed class DeviceChangeHookReaderTests : DeviceChangeHookBench
{
    [Fact]
    public async Task With_a_reader_the_device_as_it_is_now_is_provisioned()
    {
        var now = Switch with { Address = "172.20.20.99" };
        ReaderGives(now);

        await HandleAsync(StatusChange());

        Assert.Same(now, Assert.Single(Runs).Device);
    }

    [Fact]
    public async Task With_a_reader_readiness_is_that_of_the_device_as_it_is_now()
    {
        ReaderGives(Switch with { Status = "Decommissioning" });

        var outcome = await HandleAsync(StatusChange());

        Assert.Equal(ErrorCode.StatusNotAllowed, Assert.Single(outcome.Errors).Code);
    }

    [Fact]
    public async Task A_device_that_is_gone_by_now_is_ignored()
    {
        ReaderGives(null);

        await AssertIgnoredAsync(StatusChange(), "the device is gone from its source of truth");
    }

    [Fact]
    public async Task A_device_that_cannot_be_read_anew_is_not_ready_for_that_reason()
    {
        ReaderThrows(new InventoryException(ErrorCode.InventoryMissing, "503 from nautobot.example"));

        var outcome = await HandleAsync(StatusChange());

        var error = Assert.Single(outcome.Errors);
        Assert.Equal(DeviceChangeVerdict.NotReady, outcome.Verdict);
        Assert.Equal(
            (ErrorCode.InventoryMissing, "access-switch-3 could not be read anew: 503 from nautobot.example"),
            (error.Code, error.Message));
        Assert.Empty(Runs);
    }

    [Fact]
    public async Task A_timeout_inside_the_reader_is_not_the_callers_cancellation()
    {
        ReaderThrows(new TaskCanceledException("timed out"));

        var outcome = await HandleAsync(StatusChange());

        Assert.Equal(ErrorCode.Internal, Assert.Single(outcome.Errors).Code);
    }

    [Fact]
    public async Task A_change_that_does_not_matter_is_not_read_anew()
    {
        ReaderGives(Switch);

        await HandleAsync(Update(FieldDifferences.Given(State(), State())));

        Assert.Empty(Reader!.ReceivedCalls());
    }

    [Fact]
    public async Task The_callers_cancellation_is_neither_an_outcome_nor_a_fault()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        ReaderThrows(new OperationCanceledException(source.Token));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Hook().HandleAsync(StatusChange(), source.Token));

        Assert.DoesNotContain(Log.Entries, entry => entry.Level == LogLevel.Error);
    }
}
