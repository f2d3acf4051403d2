namespace Provisioning.Runs;

/// <summary>Counts how devices end, and says when that is enough. May be used by many at once.</summary>
internal sealed class FailureLimit(FleetOptions options)
{
    private readonly object _gate = new();
    private int _ended;
    private int _failed;
    private volatile string? _reason;

    /// <summary>Why no other device is to be begun; null while there is no reason.</summary>
    public string? Reason => _reason;

    public void Count(ProvisionResult result)
    {
        if (result.Outcome == ProvisionOutcome.Skipped)
        {
            return;
        }

        lock (_gate)
        {
            _ended++;
            _failed += result.Succeeded ? 0 : 1;
            _reason ??= Exceeded();
        }
    }

    /// <summary>The canaries have ended.</summary>
    public void JudgeCanaries()
    {
        lock (_gate)
        {
            _reason ??= _failed > 0 ? $"{_failed} of the {_ended} devices that went first failed" : null;
        }
    }

    private string? Exceeded()
    {
        if (_failed >= options.StopAfterFailures)
        {
            return $"{_failed} devices failed; the run was to stop after {options.StopAfterFailures}";
        }

        return options.StopAfterPercent is { } percent && _failed > 1 && _failed * 100.0 > _ended * percent
            ? $"{_failed} of {_ended} devices failed; the run was to stop after {percent:0.##}%"
            : null;
    }
}
