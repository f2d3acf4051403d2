using Provisioning.Diffs.Matching;
using Provisioning.Diffs.Unified;

namespace Provisioning.Diffs;

/// <summary>A difference between two configurations: secrets masked, safe to print on a terminal.</summary>
public sealed record ConfigDiff
{
    private ConfigDiff(DiffOrigin origin, string text, bool isEmpty)
    {
        Origin = origin;
        Text = text;
        IsEmpty = isEmpty;
    }

    /// <summary>Who computed it.</summary>
    public DiffOrigin Origin { get; }

    /// <summary>
    /// The diff: unified with three context lines when computed, the device's own form otherwise; empty when there is no
    /// difference. A computed diff can be applied with <c>patch</c> unless something in it had to be masked or made visible
    /// (see <see cref="TerminalText"/>).
    /// </summary>
    public string Text { get; }

    /// <summary>Whether there is no difference.</summary>
    public bool IsEmpty { get; }

    /// <summary>How many lines come; of a device's diff, its lines that start with <c>+</c>, headers aside.</summary>
    public int Added { get; private init; }

    /// <summary>How many lines go; of a device's diff, its lines that start with <c>-</c>, headers aside.</summary>
    public int Removed { get; private init; }

    /// <summary>Compares the running config with the intended one.</summary>
    /// <param name="before">The old text.</param>
    /// <param name="after">The new text.</param>
    /// <param name="secrets">Masks both sides with the same numbers, so that a changed secret shows as a change.</param>
    /// <param name="cancellationToken">Stops the comparison.</param>
    /// <exception cref="OperationCanceledException">The comparison was stopped.</exception>
    public static ConfigDiff Compute(
        string before, string after, SecretMasker secrets, CancellationToken cancellationToken = default) =>
        Compute((before, after), DiffLabels.RunningToIntended, secrets, cancellationToken);

    /// <summary>Compares two texts.</summary>
    /// <param name="texts">The old text and the new one.</param>
    /// <param name="labels">What the header calls them.</param>
    /// <param name="secrets">Masks both sides with the same numbers, so that a changed secret shows as a change.</param>
    /// <param name="cancellationToken">Stops the comparison.</param>
    /// <exception cref="OperationCanceledException">The comparison was stopped.</exception>
    public static ConfigDiff Compute(
        (string Before, string After) texts, DiffLabels labels, SecretMasker secrets, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (string.Equals(texts.Before, texts.After, StringComparison.Ordinal))
        {
            return new ConfigDiff(DiffOrigin.Computed, "", true);
        }

        var (before, after) = (TextLines.Split(texts.Before), TextLines.Split(texts.After));
        var changes = Change.Between(LineMatcher.Match(before, after, new(), cancellationToken), after.Count).ToList();
        var writer = new UnifiedWriter(new ShownLines(before, secrets), new ShownLines(after, secrets));
        var text = writer.Write(labels, Hunk.From(changes, before.Count), cancellationToken);
        return new ConfigDiff(DiffOrigin.Computed, text, false)
        {
            Added = changes.Sum(change => change.Added),
            Removed = changes.Sum(change => change.Removed),
        };
    }

    /// <summary>Wraps what a device printed as its diff.</summary>
    /// <param name="text">The device's text; blank when there is no difference.</param>
    /// <param name="secrets">Masks it.</param>
    public static ConfigDiff FromDevice(string text, SecretMasker secrets)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new ConfigDiff(DiffOrigin.Device, "", true);
        }

        var (added, removed) = DeviceDiffLines.Count(text);
        return new ConfigDiff(DiffOrigin.Device, TerminalText.Escape(secrets.Mask(text)), false) { Added = added, Removed = removed };
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
