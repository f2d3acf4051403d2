namespace Provisioning.Lab.Configs;

/// <summary>What became of a line.</summary>
/// <param name="Status">Whether it was taken.</param>
/// <param name="Message">The device's message, for <see cref="EditStatus.Rejected"/>.</param>
/// <param name="FailedAt">The index of the word that does not fit.</param>
internal sealed record EditResult(EditStatus Status, string? Message = null, int FailedAt = 0)
{
    public static EditResult Accepted { get; } = new(EditStatus.Accepted);

    public bool Taken => Status is EditStatus.Accepted or EditStatus.TextFollows;
}
