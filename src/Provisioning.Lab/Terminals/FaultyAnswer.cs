namespace Provisioning.Lab.Terminals;

/// <summary>One request to a device, answered under its faults.</summary>
internal static class FaultyAnswer
{
    /// <summary>Answers a request.</summary>
    /// <param name="device">The device.</param>
    /// <param name="request">What the patterns of <see cref="LabFaults"/> are matched with.</param>
    /// <param name="run">Does what is asked for.</param>
    /// <param name="refuse">The answer that says a message of the test's own.</param>
    /// <param name="cancellationToken">The client has gone.</param>
    /// <exception cref="LabCutException">The connection is to be lost.</exception>
    public static async Task<T> AnswerAsync<T>(this LabDevice device, string request, Func<T> run, Func<string, T> refuse, CancellationToken cancellationToken)
    {
        var fault = device.Faults.For(request);
        switch (fault?.Action)
        {
            case LabLineAction.CutBefore:
                throw new LabCutException();
            case LabLineAction.SilentBefore:
                await Task.Delay(Timeout.InfiniteTimeSpan, device.TimeProvider, cancellationToken).ConfigureAwait(false);
                break;
        }

        if (device.Faults.AnswerDelay > TimeSpan.Zero)
        {
            await Task.Delay(device.Faults.AnswerDelay, device.TimeProvider, cancellationToken).ConfigureAwait(false);
        }

        var answer = fault?.Action == LabLineAction.Refuse ? refuse(fault.Message) : run();
        switch (fault?.Action)
        {
            case LabLineAction.CutAfter:
                throw new LabCutException();
            case LabLineAction.SilentAfter:
                await Task.Delay(Timeout.InfiniteTimeSpan, device.TimeProvider, cancellationToken).ConfigureAwait(false);
                break;
        }

        return answer;
    }
}
