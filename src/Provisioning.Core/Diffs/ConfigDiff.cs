namespace Provisioning.Diffs;

/// <summary>A difference between two configurations, secrets masked.</summary>
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

    /// <summary>The diff: unified with three context lines when computed, the device's own form otherwise.</summary>
    public string Text { get; }

    /// <summary>Whether there is no difference.</summary>
    public bool IsEmpty { get; }

    /// <summary>Lines that start with a single <c>+</c>, headers aside.</summary>
    public int Added { get; private init; }

    /// <summary>Lines that start with a single <c>-</c>, headers aside.</summary>
    public int Removed { get; private init; }

    /// <summary>Compares two texts.</summary>
    /// <param name="before">The old text.</param>
    /// <param name="after">The new text.</param>
    /// <param name="secrets">Masks both sides with the same numbers, so that a changed secret shows as a change.</param>
    /// <param name="cancellationToken">Stops the comparison.</param>
    public static ConfigDiff Compute(
        string before, string after, SecretMasker secrets, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    /// <summary>Wraps what a device printed as its diff.</summary>
    /// <param name="text">The device's text; empty when there is no difference.</param>
    /// <param name="secrets">Masks it.</param>
    public static ConfigDiff FromDevice(string text, SecretMasker secrets) =>
        new(DiffOrigin.Device, secrets.Mask(text), string.IsNullOrWhiteSpace(text));

    /// <inheritdoc/>
    public override string ToString() => Text;
}
