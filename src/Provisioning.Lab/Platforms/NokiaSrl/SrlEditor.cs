namespace Provisioning.Lab.Platforms.NokiaSrl;

/// <summary>Edits a config by command lines: flat ones, and those of the form with braces.</summary>
/// <param name="parser">Knows the schema.</param>
/// <param name="config">The config.</param>
/// <param name="context">The context to start in; the root when null.</param>
/// <param name="isReadOnly">Whether contexts can only be looked at.</param>
internal sealed class SrlEditor(SrlParser parser, SrlConfig config, SrlPath? context = null, bool isReadOnly = false)
{
    private readonly Stack<SrlPath> _outside = [];

    /// <summary>The context.</summary>
    public SrlPath Context { get; private set; } = context ?? SrlPath.Root;

    /// <summary>Runs a line.</summary>
    /// <param name="words">Its words.</param>
    /// <returns>The device's answer when it is wrong; null when it was taken.</returns>
    public string? Enter(IReadOnlyList<SrlToken> words)
    {
        if (words[0].Is("}"))
        {
            Context = _outside.TryPop(out var outside) ? outside : Context.Steps.Count == 0 ? Context : Context.Parent;
            return null;
        }

        var (opens, rest) = words[^1].Is("{") ? (true, words.Take(words.Count - 1).ToList()) : (false, words.ToList());
        var delete = rest[0].Is("delete");
        var verb = delete || rest[0].Is("set");
        var parsed = parser.Parse(Context, verb ? rest[1..] : rest, needsValues: !delete);
        if (parsed.Error is not null)
        {
            return parsed.Error;
        }

        if (isReadOnly)
        {
            Context = parsed.Leaves.Count == 0 ? parsed.Place : Context;
            return parsed.Leaves.Count == 0 ? null : $"Parsing error: Unknown token '{words[^1].Text}'. Options are ['#', '>', '>>', '|']";
        }

        if (delete)
        {
            Delete(parsed);
            return null;
        }

        config.Create(parsed.Place);
        parsed.Leaves.ToList().ForEach(leaf => config.Set(leaf.Leaf, leaf.Values));
        if (opens)
        {
            _outside.Push(Context);
        }

        // A path without a value leads into its context (learn.srlinux.dev, "CLI").
        Context = verb || parsed.Leaves.Count > 0 ? Context : parsed.Place;
        return null;
    }

    /// <summary>Leaves the context: one up, or to the root.</summary>
    public void Leave(bool all) => Context = all || Context.Steps.Count == 0 ? SrlPath.Root : Context.Parent;

    private void Delete(SrlParsed parsed)
    {
        if (parsed.Leaves.Count == 0)
        {
            config.Delete(parsed.Place, []);
        }

        parsed.Leaves.ToList().ForEach(leaf => config.Delete(leaf.Leaf, leaf.Leaf.Node!.Kind == SrlKind.LeafList ? leaf.Values : []));
    }
}
