namespace Provisioning.Lab.Terminals;

/// <summary>Counts what clients have sent to a device and it has not worked off.</summary>
internal sealed class LabWork
{
    private readonly object _sync = new();
    private TaskCompletionSource _idle = new();
    private int _open;

    public LabWork() => _idle.SetResult();

    /// <summary>Returns when nothing is left.</summary>
    public Task IdleAsync()
    {
        lock (_sync)
        {
            return _idle.Task;
        }
    }

    /// <summary>More came, or less is left.</summary>
    public void Add(int pieces)
    {
        lock (_sync)
        {
            (var before, _open) = (_open, _open + pieces);
            if (before == 0 && _open > 0)
            {
                _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
            else if (before > 0 && _open == 0)
            {
                _idle.SetResult();
            }
        }
    }
}
