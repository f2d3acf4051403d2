using Provisioning.Drivers;

namespace Provisioning.Journals;

/// <summary>Who wanted what of which device.</summary>
/// <param name="RunId">The run's id.</param>
/// <param name="Device">The device's name.</param>
/// <param name="Trigger">Who asked.</param>
/// <param name="Operation">Merge or replace.</param>
/// <param name="Commits">Whether it was to commit.</param>
/// <param name="ConfirmTimeout">Within what time the device goes back by itself after a commit; null when it does not.</param>
/// <param name="At">When, by this machine's clock.</param>
public sealed record RunStart(
    string RunId, string Device, ProvisionTrigger Trigger, LoadOperation Operation, bool Commits, TimeSpan? ConfirmTimeout, DateTimeOffset At)
{
    /// <summary>The run that this one undoes.</summary>
    public string? Undoes { get; init; }
}
