namespace Provisioning.Core.Tests.Runs;

/// <summary>Something that happens around a verb: after <paramref name="Skip"/> calls, for <paramref name="Times"/> calls.</summary>
internal sealed record Fault(Verb Verb, Moment Moment, int Skip, int Times, Func<CancellationToken, Task> Act)
{
    private int _seen;

    public Task MeetAsync(CancellationToken cancellationToken)
    {
        var call = _seen++;
        return call >= Skip && call - Skip < Times ? Act(cancellationToken) : Task.CompletedTask;
    }
}
