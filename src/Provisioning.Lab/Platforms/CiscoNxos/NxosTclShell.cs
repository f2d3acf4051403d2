using System.Globalization;
using System.Text;
using Provisioning.Lab.Platforms.CiscoIos;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.CiscoNxos;

/// <summary>
/// The Tcl shell, with what writing files takes (Cisco, "Tcl" in the programmability guide; recorded by scrapli: an assignment
/// shows its value). What is no Tcl command runs as a command of the device.
/// </summary>
internal sealed class NxosTclShell(NxosCli cli, Func<string, LabAnswer> run)
{
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Path, StringBuilder Text)> _open = new(StringComparer.Ordinal);
    private readonly StringBuilder _begun = new();
    private int _files = 32;

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
        if (script.Trim() is "tclquit")
        {
            return cli.EndTcl();
        }

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

    private string Evaluate(string script)
    {
        var words = IosTclWords.Read(script, Variable, Evaluate);
        return words.Count == 0 || words[0].StartsWith('!') ? "" : (words[0], words.Count) switch
        {
            ("set", 3) => _variables[words[1]] = words[2],
            ("open", 3) => Open(words[1], words[2]),
            ("puts", 4) when words[1] == "-nonewline" => Put(words[2], words[3]),
            ("puts", 3) => Put(words[1], words[2] + "\n"),
            ("close", 2) => Close(words[1]),
            _ => Run(script),
        };
    }

    private string Run(string command)
    {
        var answer = run(command);
        return answer.Failed ? throw new IosTclException(answer) : answer.Text;
    }

    private string Variable(string name) => _variables.TryGetValue(name, out var value) ? value : throw new IosTclException($"can't read \"{name}\": no such variable");

    // Mode "a" puts the position behind what the file holds, "w" empties it (Tcl(n), open).
    private string Open(string path, string mode)
    {
        var file = NxosFiles.NameOf(path) ?? throw new IosTclException($"couldn't open \"{path}\": no such file or directory");
        var before = mode.StartsWith('a') ? Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(cli.Device.File(file) ?? "")) : "";
        var name = "file" + (_files++).ToString(CultureInfo.InvariantCulture);
        _open[name] = (path, new(before));
        return name;
    }

    private string Put(string name, string text)
    {
        File(name).Text.Append(text);
        return "";
    }

    // Opened with "b", each character is one byte (Tcl(n), open).
    private string Close(string name)
    {
        var (path, text) = File(name);
        _open.Remove(name);
        cli.Device.WriteFile(NxosFiles.NameOf(path)!, Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(text.ToString())), cli.User);
        return "";
    }

    private (string Path, StringBuilder Text) File(string name) =>
        _open.TryGetValue(name, out var file) ? file : throw new IosTclException($"can not find channel named \"{name}\"");
}
