using Provisioning.Errors;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Tests;

public class LabProgramTests
{
    /// <summary>As a closed pipe: what a program that has ended did not read is nobody's loss.</summary>
    [Fact]
    public async Task Input_for_a_program_that_has_ended_does_not_count_as_a_lost_connection()
    {
        await using var connection = new LabConnection(new(new() { Name = "leaf1" }), "admin");
        await using var ended = new LabProgramChannel(connection, new Ending());
        ended.Start();
        Assert.Equal(0, await ended.ReadAsync(new byte[1], TestContext.Current.CancellationToken));

        ended.Offer([1]);

        Assert.Equal(7, ended.ExitStatus);
        await Assert.ThrowsAsync<ConnectionException>(async () => await ended.WriteAsync(new byte[1], TestContext.Current.CancellationToken));
    }

    /// <summary>It works on what it has read until it asks for more.</summary>
    [Fact]
    public async Task A_device_is_idle_when_its_program_asks_for_more()
    {
        var device = new LabDevice(new() { Name = "leaf1" });
        var program = new Slow();
        await using var connection = new LabConnection(device, "admin");
        await using var channel = new LabProgramChannel(connection, program);
        channel.Start();
        await channel.WriteAsync(new byte[1], TestContext.Current.CancellationToken);
        var idle = device.IdleAsync(TestContext.Current.CancellationToken);
        await program.Reads.Task;
        Assert.False(idle.IsCompleted);

        program.Works.SetResult();

        await idle.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    private sealed class Slow : ILabProgram
    {
        public TaskCompletionSource Reads { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Works { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task<int> RunAsync(LabPipe pipe, CancellationToken cancellationToken)
        {
            await pipe.ReadAsync(new byte[16], cancellationToken);
            Reads.SetResult();
            await Works.Task;
            return await pipe.ReadAsync(new byte[16], cancellationToken);
        }
    }

    private sealed class Ending : ILabProgram
    {
        public Task<int> RunAsync(LabPipe pipe, CancellationToken cancellationToken) => Task.FromResult(7);
    }
}
