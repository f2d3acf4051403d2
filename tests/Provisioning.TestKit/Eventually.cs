namespace Provisioning.TestKit;

/// <summary>For what happens in another process that sends no event: looks again and again, for a bounded time.</summary>
public static class Eventually
{
    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan timeout)
    {
        using var deadline = new CancellationTokenSource(timeout);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await condition())
        {
            Assert.False(deadline.IsCancellationRequested, $"It did not come true within {timeout.TotalSeconds:0} s.");
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
