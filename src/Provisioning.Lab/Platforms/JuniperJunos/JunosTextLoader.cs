namespace Provisioning.Lab.Platforms.JuniperJunos;

/// <summary>Loads a text in braces. What is wrong is left out, and the rest is loaded (recorded by Ansible's test runs).</summary>
/// <param name="tokens">The text.</param>
/// <param name="honoursReplace">Whether <c>replace:</c> tags count; merging and overriding ignore them (CLI User Guide, "load").</param>
internal sealed class JunosTextLoader(IReadOnlyList<JunosToken> tokens, bool honoursReplace)
{
    private static readonly HashSet<string> Tags = ["replace:", "delete:", "inactive:", "active:", "protect:"];

    private int _at;

    public List<JunosProblem> Problems { get; } = [];

    public void Load(JunosNode top)
    {
        while (_at < tokens.Count)
        {
            Statements(top, "");
            if (_at < tokens.Count)
            {
                Problems.Add(new("syntax error", null, tokens[_at++].Text));
            }
        }

        JunosEdit.Prune(top);
    }

    private void Statements(JunosNode level, string path)
    {
        while (_at < tokens.Count && !tokens[_at].IsSign('}'))
        {
            Statement(level, path);
        }
    }

    private void Statement(JunosNode level, string path)
    {
        var comment = Take(JunosTokenKind.Comment).LastOrDefault();
        var words = Take(JunosTokenKind.Word).Select(token => token.Text).ToList();
        var tags = words.TakeWhile(Tags.Contains).ToHashSet();
        words = words.Skip(tags.Count).ToList();
        if (words.Count == 0)
        {
            // A comment at the end of a level, or a sign where a word should be.
            _ = _at < tokens.Count && !tokens[_at].IsSign('}') ? Fail(new("syntax error", path, tokens[_at++].Text)) : true;
            return;
        }

        var values = Brackets();
        var resolved = JunosPath.Resolve(level.Rule, [.. words, .. values], out var problem);
        var opens = _at < tokens.Count && tokens[_at].IsSign('{');
        problem ??= opens && !resolved.Last.IsLevel ? new("syntax error", null, "{")
            : !opens && (_at >= tokens.Count || !tokens[_at].IsSign(';')) ? new("syntax error", null, _at < tokens.Count ? tokens[_at].Text : words[^1])
            : null;
        if (problem is not null)
        {
            Fail(problem with { Path = path });
            Skip();
            return;
        }

        _at++;
        Apply(level, resolved, tags, comment.Text, opens, path);
    }

    private void Apply(JunosNode level, JunosPath resolved, HashSet<string> tags, string? comment, bool opens, string path)
    {
        JunosProblem? problem;
        JunosNode? node = null;
        if (tags.Contains("delete:"))
        {
            problem = JunosEdit.Delete(level, resolved);
        }
        else
        {
            node = JunosEdit.Set(level, resolved, honoursReplace && tags.Contains("replace:"), out problem);
        }

        _ = problem is null || Fail(problem with { Path = path });
        if (node is not null)
        {
            node.Inactive = (node.Inactive || tags.Contains("inactive:")) && !tags.Contains("active:");
            node.Protected |= tags.Contains("protect:");
            node.Comment = comment ?? node.Comment;
        }

        if (opens)
        {
            // What is deleted is read to its end all the same.
            Statements(node ?? new JunosNode(resolved.Last, ""), $"{path} {JunosEdit.Words(resolved.Steps)}".Trim());
            _ = _at < tokens.Count ? _at++ : Fail(new("syntax error", path, "}")) ? 0 : 0;
        }
    }

    private List<JunosToken> Take(JunosTokenKind kind)
    {
        var taken = tokens.Skip(_at).TakeWhile(token => token.Kind == kind).ToList();
        _at += taken.Count;
        return taken;
    }

    private List<string> Brackets()
    {
        if (_at >= tokens.Count || !tokens[_at].IsSign('['))
        {
            return [];
        }

        _at++;
        var values = Take(JunosTokenKind.Word).Select(token => token.Text).ToList();
        _at += _at < tokens.Count && tokens[_at].IsSign(']') ? 1 : 0;
        return values;
    }

    private bool Fail(JunosProblem problem)
    {
        Problems.Add(problem);
        return false;
    }

    // To the end of the statement; for a level Junos says that it ignored everything up to its brace (recorded).
    private void Skip()
    {
        var depth = 0;
        for (; _at < tokens.Count; _at++)
        {
            depth += tokens[_at].IsSign('{') ? 1 : tokens[_at].IsSign('}') ? -1 : 0;
            if (depth == 0 && (tokens[_at].IsSign(';') || tokens[_at].IsSign('}')))
            {
                _ = tokens[_at].IsSign(';') || Fail(new("error recovery ignores input until this point", null, "}"));
                _at++;
                return;
            }

            if (depth < 0)
            {
                return;
            }
        }
    }
}
