using System.Globalization;
using Provisioning.Lab.Commands;
using Provisioning.Lab.Configs;
using Provisioning.Lab.Http;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.CiscoNxos;

/// <summary>The state of a simulated NX-OS switch. Its lock guards everything; logins hold it while they run a line.</summary>
internal sealed class NxosDevice : ILabModel
{
    private readonly LabDevice _device;
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly ConfigSection _clean;
    private ITimer? _timer;

    public NxosDevice(LabDevice device)
    {
        _device = device;
        Grammar = NxosGrammar.Create(Options.ExtraGrammar);
        _clean = Whole(FactoryDefault(), new());
        _clean.Items.Where(item => item.Section is not null).ToList().ForEach(port => _clean.Set(port with { Permanent = true }));
        RunningConfig = Whole(device.Options.Running, _clean.Clone());
        if (RunningConfig.Find("hostname") is null)
        {
            Whole($"hostname {device.Name}", RunningConfig);
        }

        StartupConfig = device.Options.Startup is { } startup ? Whole(startup, _clean.Clone()) : RunningConfig.Clone();
        ChangedAt = SavedAt = Now - TimeSpan.FromHours(1);
    }

    public object Gate { get; } = new();

    public LabDevice Lab => _device;

    public LabNxosOptions Options => _device.Options.Nxos;

    public CommandGrammar Grammar { get; }

    public ConfigSection RunningConfig { get; private set; }

    public ConfigSection StartupConfig { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>The replacement whose commit timer runs.</summary>
    public NxosPending? Pending { get; private set; }

    /// <summary>How the last replacement ended; null when there was none.</summary>
    public NxosOperation? LastReplace { get; set; }

    public DateTimeOffset Now => _device.TimeProvider.GetUtcNow();

    public string Hostname => Locked(() => RunningConfig.Find("hostname")?.Line.Split(' ')[1] ?? "switch");

    public string Running => Locked(() => NxosRenderer.Render(RunningConfig));

    public string Startup => Locked(() => NxosRenderer.Render(StartupConfig));

    public IReadOnlyDictionary<string, string> Files => Locked(() => new Dictionary<string, string>(_files));

    public IReadOnlyList<LabCandidate> Candidates => [];

    public LabPendingCommit? PendingCommit => Locked(() => Pending is { } pending ? new LabPendingCommit(pending.File, pending.Deadline) : null);

    /// <summary>NX-API, while the config has it.</summary>
    public ILabWeb? Web => Locked(() => HasFeature("nxapi")) ? new NxosNxapi(this) : null;

    public bool HasFeature(string name) => RunningConfig.Find("feature " + name) is not null;

    public ILabCli LogIn(LabLogin login)
    {
        lock (Gate)
        {
            return new NxosCli(this, login);
        }
    }

    public ILabProgram? Command(LabLogin login, string command) => !command.StartsWith("scp -t ", StringComparison.Ordinal) ? null : new ScpSink(
        _device, command, Locked(() => HasFeature("scp-server")) ? null : "Syntax error while parsing 'scp -t'", (path, file) => Store(path, file, login.User));

    public void ChangeRunning(string lines)
    {
        lock (Gate)
        {
            Whole(lines, RunningConfig);
            Log(LabWrite.OutOfBand, LabStore.Running, "", lines.Trim());
        }
    }

    /// <summary>A file's lines on top of the factory default, and what is refused.</summary>
    public (ConfigSection Config, List<string> Refusals) Parse(string text)
    {
        var config = _clean.Clone();
        return (config, NxosReader.Read(text, config, Grammar));
    }

    /// <summary>Takes over a whole config, and starts a commit timer if one is wanted.</summary>
    public void Replace(ConfigSection config, string user, string file, TimeSpan? timer)
    {
        var before = RunningConfig;
        RunningConfig = config;
        ChangedAt = Now;
        Log(LabWrite.RunningReplaced, LabStore.Running, user, file);
        if (timer is { } wait)
        {
            Pending = new(file, user, before, Now + wait);
            Log(LabWrite.TimerStarted, LabStore.Running, user, wait.ToString("c", CultureInfo.InvariantCulture));
            _timer = _device.TimeProvider.CreateTimer(_ => Expire(), null, wait, Timeout.InfiniteTimeSpan);
        }
    }

    public void Confirm(string user)
    {
        StopTimer();
        Log(LabWrite.Confirmed, LabStore.Running, user, "");
    }

    public void Changed(string user, string line)
    {
        ChangedAt = Now;
        Log(LabWrite.RunningLine, LabStore.Running, user, line);
    }

    public void Save(string user)
    {
        StartupConfig = RunningConfig.Clone();
        SavedAt = Now;
        Log(LabWrite.Saved, LabStore.Startup, user, "");
    }

    public string? File(string name) => _files.GetValueOrDefault(name);

    public void WriteFile(string name, string text, string user)
    {
        _files[name] = text;
        Log(LabWrite.FileWritten, LabStore.File, user, name);
    }

    public bool DeleteFile(string name, string user)
    {
        var deleted = _files.Remove(name);
        if (deleted)
        {
            Log(LabWrite.FileDeleted, LabStore.File, user, name);
        }

        return deleted;
    }

    private string? Store(string path, byte[] file, string user)
    {
        lock (Gate)
        {
            if (NxosFiles.NameOf(path) is not { } name)
            {
                return $"{path}: No such file or directory";
            }

            WriteFile(name, System.Text.Encoding.UTF8.GetString(file), user);
            return null;
        }
    }

    private ConfigSection Whole(string text, ConfigSection into) => NxosReader.Read(text, into, Grammar) is [var refusal, ..]
        ? throw new ArgumentException($"{_device.Name}: NX-OS refuses a line: {refusal}. Correct it, or teach the Lab the command with LabNxosOptions.ExtraGrammar.")
        : into;

    private void Log(LabWrite write, LabStore store, string user, string text) => _device.Journal.Add(new(Now, write, store, user, null, text));

    private T Locked<T>(Func<T> read)
    {
        lock (Gate)
        {
            return read();
        }
    }

    // Ports are always in the config, empty or not (recorded), and VLAN 1.
    private string FactoryDefault() => string.Join('\n',
        Enumerable.Range(1, Options.Ports).Select(port => $"interface Ethernet1/{port}").Concat(["vlan 1", "interface mgmt0", "line console", "line vty"]));

    private void StopTimer()
    {
        _timer?.Dispose();
        (_timer, Pending) = (null, null);
    }

    // The guide says that the device goes back when the timer ends; that it does so too when the login that started it has
    // gone is unconfirmed.
    private void Expire()
    {
        lock (Gate)
        {
            if (Pending is { } pending)
            {
                StopTimer();
                RunningConfig = pending.Before;
                ChangedAt = Now;
                Log(LabWrite.TimerExpired, LabStore.Running, "", pending.File);
            }
        }
    }
}
