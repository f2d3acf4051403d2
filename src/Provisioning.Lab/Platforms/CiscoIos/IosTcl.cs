using System.Globalization;
using System.Text;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.CiscoIos;

/// <summary>
/// A Tcl shell with what writing files takes (Cisco, "Scripting with Tcl"; the rules of words and substitutions: Tcl(n) 8.3).
/// What is no Tcl command runs as a command of the device.
/// </summary>
internal sealed class IosTcl(IosDevice device, string user, Func<string, LabAnswer> run)
{
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IosTclFile> _open = new(StringComparer.Ordinal);
    private readonly StringBuilder _begun = new();
    private int _files;

    /// <summary>Whether the command so far has no end.</summary>
    public bool Waits => _begun.Length > 0;

    public LabAnswer Take(string line)
    {
        _begun.Append(line);
        var script = _begun.ToString();
        if (!IosTclWords.IsComplete(script))
        {
            _begun.Append('\n');
            return LabAnswer.Nothing;
        }

        _begun.Clear();
        try
        {
            var result = Evaluate(script);
            return new(result.Length == 0 ? "" : result.TrimEnd('\n') + "\n");
        }
        catch (IosTclException failure)
        {
            return failure.Answer ?? LabAnswer.Error(failure.Message);
        }
    }

    /// <summary>Ends the shell, which writes what is still open; null when that succeeds.</summary>
    public string? Flush() => _open.Keys.ToList().Select(Close).FirstOrDefault(failure => failure is not null);

    private string Evaluate(string script)
    {
        var words = IosTclWords.Read(script, Variable, Evaluate);
        return words.Count == 0 || words[0].StartsWith('#') ? "" : words[0] switch
        {
            "set" when words.Count == 3 => _variables[words[1]] = words[2],
            "set" when words.Count == 2 => Variable(words[1]),
            "open" when words.Count is 2 or 3 => Open(words[1], words.ElementAtOrDefault(2) ?? "r"),
            "fconfigure" when words.Count > 3 => Configure(words),
            "puts" => Puts(words),
            "close" when words.Count == 2 => Close(words[1]) is { } failure ? throw new IosTclException(failure) : "",
            "catch" when words.Count == 2 => Catch(words[1]),
            "set" or "open" or "fconfigure" or "close" or "catch" => throw new IosTclException($"wrong # args: should be \"{words[0]} ...\""),
            _ => Run(script),
        };
    }

    private string Run(string command)
    {
        var answer = run(command.Trim());
        return answer.Failed ? throw new IosTclException(answer) : answer.Text;
    }

    private string Variable(string name) => _variables.TryGetValue(name, out var value) ? value : throw new IosTclException($"can't read \"{name}\": no such variable");

    private string Open(string path, string mode)
    {
        if (!path.StartsWith(device.Options.FileSystem, StringComparison.Ordinal))
        {
            throw new IosTclException($"couldn't open \"{path}\": no such file or directory");
        }

        var name = "file" + (_files++).ToString(CultureInfo.InvariantCulture);
        _open[name] = new(IosDevice.Name(path), mode == "a" ? device.Stored.GetValueOrDefault(IosDevice.Name(path))?.Text ?? "" : "");
        return name;
    }

    private string Configure(IReadOnlyList<string> words)
    {
        File(words[1]).Binary |= words[2] == "-translation" && words[3] == "binary";
        return "";
    }

    private string Puts(IReadOnlyList<string> words)
    {
        var rest = words.Skip(1).ToList();
        var newline = !rest.Remove("-nonewline");
        if (rest.Count == 1)
        {
            return rest[0];
        }

        File(rest.Count == 2 ? rest[0] : throw new IosTclException("wrong # args: should be \"puts ?-nonewline? ?channelId? string\"")).Write(rest[1] + (newline ? "\n" : ""));
        return "";
    }

    private string Catch(string script)
    {
        try
        {
            Evaluate(script);
            return "0";
        }
        catch (IosTclException)
        {
            return "1";
        }
    }

    private string? Close(string name)
    {
        var file = File(name);
        _open.Remove(name);
        return device.Write(file.Name, file.Text, user) is { } failure ? $"couldn't close \"{name}\": {failure}" : null;
    }

    private IosTclFile File(string name) => _open.TryGetValue(name, out var file) ? file : throw new IosTclException($"can not find channel named \"{name}\"");
}
