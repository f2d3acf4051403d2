using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Tests;

public class LabChannelTests
{
    /// <summary>Else a login that follows at once would still find what the session holds, e.g. a lock.</summary>
    [Fact]
    public async Task A_session_is_closed_before_its_client_sees_the_end()
    {
        await using var connection = new LabConnection(new(new() { Name = "leaf1" }), "admin");
        await using var channel = new Ending(connection);
        channel.Start();

        Assert.False(await channel.ShowsTheEndWhenItCloses);
        Assert.Equal(0, await channel.ReadAsync(new byte[1], TestContext.Current.CancellationToken));
    }

    private sealed class Ending(LabConnection connection) : LabChannel(connection)
    {
        private readonly TaskCompletionSource<bool> _closing = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<bool> ShowsTheEndWhenItCloses => _closing.Task;

        protected override Task ServeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        protected override void Close() => _closing.SetResult(ReadAsync(new byte[1], CancellationToken.None).AsTask().IsCompleted);
    }
}
