using Provisioning.Lab;
using Provisioning.Lab.Platforms;
using Provisioning.Lab.Terminals;

namespace Provisioning.ThirdParty.Tests.Vyos;

/// <summary>
/// A simulated VyOS router, by the Lab's public seam. Sources: VyOS documentation, "Configuration overview"; vyos-1x,
/// <c>config_mgmt.py</c> (the words of <c>compare</c>, <c>commit-confirm</c> and <c>confirm</c>).
/// </summary>
internal sealed class VyosDevice : ILabPersonality
{
    private readonly Dictionary<string, VyosTree> _files = new(StringComparer.Ordinal);
    private readonly LabDevice _device;
    private ITimer? _timer;
    private DateTimeOffset _deadline;

    public VyosDevice(LabDevice device)
    {
        _device = device;
        Active = Read(device.Options.Running);
        Saved = device.Options.Startup is { } startup ? Read(startup) : Active.Clone();
    }

    public object Gate { get; } = new();

    public VyosTree Active { get; private set; }

    public VyosTree Saved { get; private set; }

    public string Hostname => Active.Lines.FirstOrDefault(line => line.StartsWith("system host-name ", StringComparison.Ordinal))?.Split('\'')[1] ?? _device.Name;

    public string Running => Locked(() => Active.Text());

    public string Startup => Locked(() => Saved.Text());

    public IReadOnlyDictionary<string, string> Files => Locked(() => _files.ToDictionary(file => file.Key, file => file.Value.Text()));

    public IReadOnlyList<LabCandidate> Candidates => [];

    public LabPendingCommit? PendingCommit => Locked(() => _timer is null ? null : new LabPendingCommit("", _deadline));

    public ILabCli LogIn(LabLogin login) => new VyosCli(this, login.User);

    public void ChangeRunning(string lines)
    {
        lock (Gate)
        {
            Active = Read(Active.Text() + lines);
            Log(LabWrite.OutOfBand, LabStore.Running, "", lines);
        }
    }

    public VyosTree? File(string path) => path == "/config/config.boot" ? Saved : _files.GetValueOrDefault(path);

    public void Save(string? path, string user)
    {
        if (path is null)
        {
            Saved = Active.Clone();
            Log(LabWrite.Saved, LabStore.Startup, user, "");
            return;
        }

        _files[path] = Active.Clone();
        Log(LabWrite.FileWritten, LabStore.File, user, path);
    }

    public void Remove(string path, string user)
    {
        if (_files.Remove(path))
        {
            Log(LabWrite.FileDeleted, LabStore.File, user, path);
        }
    }

    public void Commit(VyosTree from, VyosTree to, string user)
    {
        Active = Active.With(from, to);
        Log(LabWrite.Committed, LabStore.Running, user, "");
    }

    public void StartTimer(TimeSpan time, string user)
    {
        _deadline = _device.TimeProvider.GetUtcNow() + time;
        _timer = _device.TimeProvider.CreateTimer(_ => Reboot(), null, time, Timeout.InfiniteTimeSpan);
        Log(LabWrite.TimerStarted, LabStore.Running, user, time.ToString());
    }

    /// <summary>Stops the timer; false when none runs.</summary>
    public bool Confirm(string user)
    {
        if (_timer is null)
        {
            return false;
        }

        StopTimer();
        Log(LabWrite.Confirmed, LabStore.Running, user, "");
        return true;
    }

    // The timer reboots the router into its saved config; that its logins end with it is not simulated.
    private void Reboot()
    {
        lock (Gate)
        {
            if (_timer is not null)
            {
                StopTimer();
                Active = Saved.Clone();
                Log(LabWrite.TimerExpired, LabStore.Running, "", "");
            }
        }
    }

    private void StopTimer()
    {
        _timer?.Dispose();
        _timer = null;
    }

    private static VyosTree Read(string text)
    {
        var tree = new VyosTree();
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            tree.Enter(line);
        }

        return tree;
    }

    private void Log(LabWrite write, LabStore store, string user, string text) =>
        _device.Journal.Add(new(_device.TimeProvider.GetUtcNow(), write, store, user, null, text));

    private T Locked<T>(Func<T> read)
    {
        lock (Gate)
        {
            return read();
        }
    }
}
