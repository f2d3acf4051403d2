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

    private sealed class Ending : ILabProgram
    {
        public Task<int> RunAsync(LabPipe pipe, CancellationToken cancellationToken) => Task.FromResult(7);
    }
}
