using System.Globalization;
using Provisioning.Lab.Terminals;

namespace Provisioning.ThirdParty.Tests.Vyos;

/// <summary>One login on a simulated VyOS router.</summary>
internal sealed class VyosCli(VyosDevice device, string user) : ILabCli
{
    private const string NoChanges = "No changes between working and active configurations.\n\n";
    private VyosTree? _working;
    private VyosTree _base = new();
    private int _asksForMinutes;

    public string Greeting => "Welcome to VyOS!\n";

    public string Prompt => _asksForMinutes > 0 ? "Proceed ? [Y/n] " : _working is null ? $"{user}@{device.Hostname}:~$ " : $"[edit]\r\n{user}@{device.Hostname}# ";

    public LabAnswer Execute(string line)
    {
        lock (device.Gate)
        {
            line = line.Trim();
            return _asksForMinutes > 0 ? Proceed(line) : line.Length == 0 || line[0] == '#' ? LabAnswer.Nothing : Run(line, line.Split(' '));
        }
    }

    private LabAnswer Run(string line, string[] words) => words switch
    {
        ["set", "terminal", "length", _] when _working is null => LabAnswer.Nothing,
        ["configure"] when _working is null => Configure(),
        ["exit"] or ["exit", "discard"] => Exit(words.Length > 1),
        ["run", "show", "configuration", "commands"] or ["show", "configuration", "commands"] => new(device.Active.Text()),
        ["vyos-config-to-commands", var path] when device.File(path) is { } file => new(file.Text()),
        ["systemctl", "is-active", "commit-confirm.timer"] => new(device.PendingCommit is null ? "inactive\n" : "active\n"),
        ["ls", "-1t", "/config"] => new(string.Concat(device.Files.Keys.Reverse().Append("/config/config.boot").Select(path => path["/config/".Length..] + "\n"))),
        ["rm", "-f", var path] => Remove(path),
        _ when _working is null => LabAnswer.Error($"vbash: {words[0]}: command not found"),
        ["set" or "delete", ..] => Edit(line),
        ["compare"] => new(_working.Same(_base) ? NoChanges : Diff()),
        ["discard"] => Discard(),
        ["commit"] => _working.Same(_base) ? new("No configuration changes to commit\n") : Commit(),
        ["commit-confirm", var minutes] when int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var time) => Ask(time),
        ["confirm"] => new(device.Confirm(user) ? "Reboot timer stopped\n" : "No confirm pending\n"),
        ["save"] => Save(null),
        ["save", var path] => Save(path),
        ["load", var path] => Load(path),
        _ => LabAnswer.Error($"\n  Invalid command: [{words[0]}]\n"),
    };

    private LabAnswer Configure()
    {
        (_base, _working) = (device.Active.Clone(), device.Active.Clone());
        return LabAnswer.Nothing;
    }

    private LabAnswer Exit(bool discards)
    {
        if (_working is null)
        {
            return LabAnswer.Nothing with { Closes = true };
        }

        if (!discards && !_working.Same(_base))
        {
            return LabAnswer.Error("Cannot exit: configuration modified.\nUse 'exit discard' to discard the changes and exit.");
        }

        _working = null;
        return new("exit\n");
    }

    private LabAnswer Edit(string line)
    {
        var said = _working!.Enter(line);
        return new(said) { Failed = said.Contains("failed", StringComparison.Ordinal) };
    }

    private LabAnswer Discard()
    {
        var changed = !_working!.Same(_base);
        Configure();
        return new(changed ? "\n  Changes have been discarded\n\n" : "\n  No changes have been discarded\n\n");
    }

    private LabAnswer Commit()
    {
        device.Commit(_base, _working!, user);
        return Configure();
    }

    private LabAnswer Ask(int minutes)
    {
        if (device.PendingCommit is not null)
        {
            return LabAnswer.Error("Another confirm is pending");
        }

        _asksForMinutes = minutes;
        return new($"\ncommit-confirm will automatically reboot in {minutes} minutes unless changes\nare confirmed.\n\n");
    }

    private LabAnswer Proceed(string answer)
    {
        var minutes = _asksForMinutes;
        _asksForMinutes = 0;
        if (!answer.StartsWith("y", StringComparison.OrdinalIgnoreCase) && answer.Length > 0)
        {
            return LabAnswer.Error("commit-confirm canceled");
        }

        Commit();
        device.StartTimer(TimeSpan.FromMinutes(minutes), user);
        return new($"Initialized commit-confirm; {minutes} minutes to confirm before reboot\n");
    }

    private LabAnswer Save(string? path)
    {
        device.Save(path, user);
        return new($"Saving configuration to '{path ?? "/config/config.boot"}'...\nDone\n");
    }

    private LabAnswer Load(string path)
    {
        if (device.File(path) is not { } file)
        {
            return LabAnswer.Error($"Error: {path} does not exist");
        }

        _working = file.Clone();
        return new($"Loading configuration from '{path}'\n{(_working.Same(_base) ? "No configuration changes to commit.\n" : "Load complete. Use 'commit' to make changes effective.\n")}");
    }

    private LabAnswer Remove(string path)
    {
        device.Remove(path, user);
        return LabAnswer.Nothing;
    }

    // [interfaces ethernet eth0], and below it the leaf with its sign.
    private string Diff()
    {
        var changed = _base.Lines.Except(_working!.Lines).Select(line => (Sign: '-', Line: line)).Concat(_working.Lines.Except(_base.Lines).Select(line => (Sign: '+', Line: line)));
        return string.Concat(changed.GroupBy(change => Place(change.Line), change => $"{change.Sign} {change.Line[(Place(change.Line).Length + 1)..]}\n")
            .OrderBy(place => place.Key, StringComparer.Ordinal).Select(place => $"[{place.Key}]\n{string.Concat(place)}")) + "\n";
    }

    private static string Place(string line)
    {
        var words = line.Split(" '")[0].Split(' ');
        return string.Join(' ', words.SkipLast(1));
    }
}
