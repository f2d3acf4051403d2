using System.Security.Cryptography;
using System.Text;

namespace Provisioning.Lab.Platforms.JuniperJunos;

/// <summary>Single changes of a configuration.</summary>
internal static class JunosEdit
{
    /// <summary>Sets a statement, with what it needs above it.</summary>
    /// <param name="level">Where the path begins.</param>
    /// <param name="path">The statement.</param>
    /// <param name="replace">Whether what was there goes.</param>
    /// <param name="problem">Why it was not set.</param>
    public static JunosNode? Set(JunosNode level, JunosPath path, bool replace, out JunosProblem? problem)
    {
        problem = Refusal(level, path, "modified") ?? Missing(path);
        if (problem is not null)
        {
            return null;
        }

        if (replace && path.Find(level) is { } old)
        {
            path.FindParent(level)!.Children.Remove(old);
        }

        var node = path.Steps.Aggregate(level, (here, step) => here.Enter(step.Rule, step.Name!));
        if (path.Last.IsValue)
        {
            node.Values.Clear();
        }

        node.Values.AddRange(path.Values.Select(value => path.Last.Kind == JunosKind.Secret ? Encrypt(value) : value).Where(value => !node.Values.Contains(value)));
        return node;
    }

    /// <summary>Deletes a statement, one value of it, or all entries of a list.</summary>
    public static JunosProblem? Delete(JunosNode level, JunosPath path)
    {
        if (Refusal(level, path, "deleted") is { } refusal)
        {
            return refusal;
        }

        var parent = path.FindParent(level);
        var (rule, name) = path.Steps[^1];
        if (path.Values.Count > 0 && rule.Kind == JunosKind.Values && path.Find(level) is { } values && values.Values.RemoveAll(path.Values.Contains) > 0)
        {
            parent!.Children.RemoveAll(child => child == values && child.Values.Count == 0);
            return null;
        }

        var gone = path.Values.Count == 0 || rule.IsValue ? parent?.Children.RemoveAll(child => child.Rule == rule && (name is null || child.Name == name)) : 0;
        return gone > 0 ? null : new("statement not found", null, null) { IsWarning = true };
    }

    /// <summary>Removes levels that say nothing any more.</summary>
    public static void Prune(JunosNode level)
    {
        level.Children.ForEach(Prune);
        level.Children.RemoveAll(child => child.IsEmpty);
    }

    /// <summary>The words of a level on the way to a statement.</summary>
    public static string Words(IEnumerable<(JunosRule Rule, string? Name)> steps) =>
        string.Join(' ', steps.SelectMany(step => step.Rule.IsList ? [.. step.Rule.Words, step.Name ?? ""] : step.Rule.Words));

    // Protected statements: CLI User Guide, "Protecting the Junos OS configuration"; the wording is shortened and unconfirmed.
    private static JunosProblem? Refusal(JunosNode level, JunosPath path, string what)
    {
        var node = level;
        foreach (var (rule, name) in path.Steps)
        {
            if ((node = name is null ? null : node.Find(rule, name)) is { Protected: true })
            {
                return new($"[{node.Title}] is protected, '{Words([path.Steps[^1]])}' cannot be {what}");
            }

            if (node is null)
            {
                break;
            }
        }

        return null;
    }

    private static JunosProblem? Missing(JunosPath path) =>
        path.Steps.Any(step => step.Name is null) || (path.Values.Count == 0 && (path.Last.IsValue || path.Last.Kind == JunosKind.Values))
            ? new("missing mandatory argument", null, path.Last.Words is [.., var word] ? word : null)
            : null;

    // Junos salts its encryption by chance; here the same secret gives the same text.
    private static string Encrypt(string secret) => secret.StartsWith("$9$", StringComparison.Ordinal)
        ? secret
        : "$9$" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(secret))).TrimEnd('=').Replace('+', '.')[..24];
}
