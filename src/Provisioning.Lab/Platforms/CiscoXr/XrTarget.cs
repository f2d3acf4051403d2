using Provisioning.Lab.Commands;
using Provisioning.Lab.Configs;

namespace Provisioning.Lab.Platforms.CiscoXr;

/// <summary>
/// The target configuration of a session: the changes that were typed, not a copy of the running config ("Managing
/// Configuration", Cisco IOS XR Getting Started Guide; recorded on 24.3.1).
/// </summary>
internal sealed class XrTarget(CommandGrammar grammar)
{
    private readonly List<string> _typed = [];
    private int _changes;

    public XrEditor Editor { get; private set; } = new(new(), grammar);

    /// <summary>Whether nothing was typed that would change anything.</summary>
    public bool IsEmpty => _changes == 0;

    /// <summary>The target by itself: what the running config would be replaced by.</summary>
    public ConfigSection Alone => Editor.Root;

    public EditResult Enter(string line)
    {
        var result = Editor.Enter(line);
        if (result.Taken)
        {
            _typed.Add(line);
            _changes++;
        }

        return result;
    }

    public bool GoToTop()
    {
        _typed.Add("root");
        return Editor.GoToTop();
    }

    public void Leave()
    {
        _typed.Add("exit");
        Editor.Leave();
    }

    /// <summary>The running config with the changes in it.</summary>
    public ConfigSection Over(ConfigSection running)
    {
        var editor = new XrEditor(running.Clone(), grammar);
        foreach (var line in _typed)
        {
            Type(editor, line);
        }

        return editor.Root;
    }

    /// <summary>A commit empties the target (recorded) and leaves the session in its mode (netmiko waits for the same prompt), a replacement at the top.</summary>
    public void Clear(bool stay)
    {
        var way = stay ? Editor.Way : [];
        _typed.Clear();
        _typed.AddRange(way);
        _changes = 0;
        Editor = new(new(), grammar);
        foreach (var line in way)
        {
            Editor.Enter(line);
        }
    }

    private static void Type(XrEditor editor, string line)
    {
        if (line == "root" && !editor.InBanner)
        {
            editor.GoToTop();
        }
        else if (line == "exit" && !editor.InBanner)
        {
            editor.Leave();
        }
        else
        {
            editor.Enter(line);
        }
    }
}
