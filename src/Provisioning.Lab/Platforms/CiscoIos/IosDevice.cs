using System.Globalization;
using System.Text;
using Provisioning.Errors;
using Provisioning.Lab.Commands;
using Provisioning.Lab.Configs;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.CiscoIos;

/// <summary>The state of a simulated IOS device. Its lock guards everything; logins hold it while they run a line.</summary>
internal sealed class IosDevice : ILabModel
{
    private readonly Dictionary<string, IosFile> _files = new(StringComparer.Ordinal);
    private readonly ConfigSection _clean;
    private ITimer? _timer;
    private int _archived;

    public IosDevice(LabDevice device)
    {
        Lab = device;
        Grammar = IosGrammar.Create(Options.ExtraGrammar);
        _clean = ReadAll(FactoryDefault(), new());
        _clean.Items.Where(item => item.Section is not null).ToList().ForEach(item => _clean.Set(item with { Permanent = true }));
        RunningConfig = ReadAll(device.Options.Running, _clean.Clone());
        if (RunningConfig.Find("hostname") is null)
        {
            ReadAll($"hostname {device.Name}", RunningConfig);
        }

        StartupConfig = device.Options.Startup is { } startup ? ReadAll(startup, _clean.Clone()) : RunningConfig.Clone();
        (ChangedAt, ChangedBy, SavedAt) = (Now - TimeSpan.FromHours(1), "admin", Now - TimeSpan.FromHours(1));
    }

    public object Gate { get; } = new();

    public LabDevice Lab { get; }

    public LabIosOptions Options => Lab.Options.Ios;

    public CommandGrammar Grammar { get; }

    public ConfigSection RunningConfig { get; private set; }

    public ConfigSection StartupConfig { get; private set; }

    public IosPending? Pending { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public string ChangedBy { get; private set; }

    public DateTimeOffset SavedAt { get; private set; }

    public DateTimeOffset Now => Lab.TimeProvider.GetUtcNow();

    public int Logins { get; private set; }

    public IReadOnlyDictionary<string, IosFile> Stored => _files;

    public long Free => Options.FlashBytes - _files.Values.Sum(file => Encoding.UTF8.GetByteCount(file.Text));

    public string Hostname => Locked(() => RunningConfig.Find("hostname")?.Line.Split(' ')[1] ?? "Router");

    public string Running => Locked(() => IosTexts.Show(RunningConfig));

    public string Startup => Locked(() => IosTexts.Show(StartupConfig));

    public IReadOnlyDictionary<string, string> Files => Locked(() => _files.ToDictionary(file => file.Key, file => file.Value.Text));

    public IReadOnlyList<LabCandidate> Candidates => [];

    public LabPendingCommit? PendingCommit => Locked(() => Pending is { } pending ? new LabPendingCommit(pending.File, pending.Deadline) : null);

    /// <summary>Where the archive is; null when none is configured.</summary>
    public string? ArchivePath => RunningConfig.Find("archive")?.Section?.Find("path")?.Line["path ".Length..];

    /// <summary>How much is asked before a file is touched: quiet, alert or noisy.</summary>
    public string FilePrompt => RunningConfig.Find("file prompt")?.Line.Split(' ')[^1] ?? "alert";

    public ILabCli LogIn(LabLogin login)
    {
        lock (Gate)
        {
            return new IosCli(this, login, Logins++);
        }
    }

    public ILabProgram? Command(LabLogin login, string command)
    {
        if (!Options.SecondChannel)
        {
            throw new ConnectionException(ErrorCode.PrerequisiteMissing, $"{Lab.Name}: the device opens no second channel.");
        }

        if (!command.StartsWith("scp -t ", StringComparison.Ordinal))
        {
            return null;
        }

        // Both recorded: by users of scp, and in napalm issue 1296.
        var refusal = Locked(() => RunningConfig.Find("ip scp server enable") is null) ? "Administratively disabled."
            : Lab.Options.StartsPrivileged ? null : "Privilege denied.";
        return new ScpSink(Lab, command, refusal, (path, bytes) => Locked(() => Write(Name(path), Encoding.UTF8.GetString(bytes), login.User)));
    }

    public void ChangeRunning(string lines)
    {
        lock (Gate)
        {
            ReadAll(lines, RunningConfig);
            Log(LabWrite.OutOfBand, LabStore.Running, "", lines.Trim());
        }
    }

    public ConfigEditor Edit(ConfigSection config) => new(config, Grammar);

    public ConfigSection Clean() => _clean.Clone();

    /// <summary>The config that a file holds, and the lines that cannot be applied.</summary>
    public (ConfigSection Config, IReadOnlyList<(string Line, string Message)> Refused) Parse(string text)
    {
        var config = Clean();
        return (config, IosTexts.Read(text, Edit(config), Options.CannotApply));
    }

    /// <summary>Starts to wait for a confirmation; the config goes into the archive first.</summary>
    /// <returns>The archive file.</returns>
    public string StartTimer(string user, int minutes)
    {
        var file = string.Create(CultureInfo.InvariantCulture, $"{ArchivePath}-{Stamp(Now)}-{_archived++}");
        Write(Name(file), IosTexts.Write(RunningConfig), user);
        Pending = new(user, Now, minutes, file, RunningConfig.Clone());
        Log(LabWrite.TimerStarted, LabStore.Running, user, $"{minutes} min");
        _timer = Lab.TimeProvider.CreateTimer(_ => Expire(), null, TimeSpan.FromMinutes(minutes), Timeout.InfiniteTimeSpan);
        return file;
    }

    public void StopTimer(string user, LabWrite why)
    {
        _timer?.Dispose();
        (_timer, Pending) = (null, null);
        Log(why, LabStore.Running, user, "");
    }

    /// <summary>Goes back to what the archive file of the timer holds.</summary>
    public void Revert(string user, LabWrite why)
    {
        RunningConfig = Pending!.Before;
        StopTimer(user, why);
    }

    public void Replace(ConfigSection config, string user, string source)
    {
        (RunningConfig, ChangedAt, ChangedBy) = (config, Now, user);
        Log(LabWrite.RunningReplaced, LabStore.Running, user, source);
    }

    public void Changed(string user, string line)
    {
        (ChangedAt, ChangedBy) = (Now, user);
        Log(LabWrite.RunningLine, LabStore.Running, user, line);
    }

    public void Save(string user)
    {
        (StartupConfig, SavedAt) = (RunningConfig.Clone(), Now);
        Log(LabWrite.Saved, LabStore.Startup, user, "");
    }

    /// <summary>Writes a file.</summary>
    /// <returns>Why it could not; null when it could.</returns>
    public string? Write(string name, string text, string user)
    {
        if (Free < Encoding.UTF8.GetByteCount(text))
        {
            return "No space left on device";
        }

        _files[name] = new(text, Now);
        Log(LabWrite.FileWritten, LabStore.File, user, name);
        return null;
    }

    public bool Delete(string name, string user)
    {
        var deleted = _files.Remove(name);
        if (deleted)
        {
            Log(LabWrite.FileDeleted, LabStore.File, user, name);
        }

        return deleted;
    }

    /// <summary>A file's name without its file system.</summary>
    public static string Name(string path) => path[(path.IndexOf(':', StringComparison.Ordinal) + 1)..].TrimStart('/');

    public T Locked<T>(Func<T> read)
    {
        lock (Gate)
        {
            return read();
        }
    }

    private void Log(LabWrite write, LabStore store, string user, string text) => Lab.Journal.Add(new(Now, write, store, user, null, text));

    // Recorded: flash:archive-Feb-15-15-56-38.517-1 and Jun--6-10-38-00.741.
    private static string Stamp(DateTimeOffset time) =>
        time.ToString("MMM-", CultureInfo.InvariantCulture) + time.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2, '-') + time.ToString("-HH-mm-ss.fff", CultureInfo.InvariantCulture);

    private ConfigSection ReadAll(string text, ConfigSection into)
    {
        // Texts for the Lab are written as a screen shows them.
        var refused = IosTexts.Read(text.Replace("^C", IosTextReader.Etx.ToString(), StringComparison.Ordinal), Edit(into));
        return refused.Count == 0
            ? into
            : throw new ArgumentException($"{Lab.Name}: IOS refuses the line '{refused[0].Line}': {refused[0].Message.Trim()}. Correct it, or teach the Lab the command with LabIosOptions.ExtraGrammar.");
    }

    private string FactoryDefault() => string.Join('\n',
        new[] { $"version {Options.Version}" }
            .Concat(Enumerable.Range(0, Options.Ports).Select(port => $"interface GigabitEthernet0/{port}"))
            .Concat(["control-plane", "line con 0", "line vty 0 4", "ip forward-protocol nd"]));

    private void Expire()
    {
        lock (Gate)
        {
            if (Pending is not null)
            {
                Revert("", LabWrite.TimerExpired);
            }
        }
    }
}
