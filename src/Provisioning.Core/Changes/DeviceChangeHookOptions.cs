namespace Provisioning.Changes;

/// <summary>
/// The policy of a hook. It belongs to the hook and not to the event: a Nautobot job hook hands over the change and nothing
/// else. There is no option to replace a config, and none to provision a deletion: an automatic run always merges.
/// </summary>
public sealed record DeviceChangeHookOptions
{
    /// <summary>Provision a device that was created. Default false.</summary>
    public bool ProvisionOnCreate { get; set; }

    /// <summary>Provision a device that was updated. Default true.</summary>
    public bool ProvisionOnUpdate { get; set; } = true;

    /// <summary>
    /// Commit nothing. Default true. An update of which it cannot be told what changed is a dry run whatever this says.
    /// </summary>
    public bool DryRun { get; set; } = true;

    /// <summary>As <see cref="ProvisionOptions.ConfirmTimeout"/>, with the same default.</summary>
    public TimeSpan? ConfirmTimeout { get; set; } = new ProvisionOptions().ConfirmTimeout;

    /// <summary>Which changes matter.</summary>
    public DeviceChangeFilterOptions Filter { get; set; } = new();

    /// <summary>When a device is ready.</summary>
    public DeviceReadinessOptions Readiness { get; set; } = new();

    internal void Validate()
    {
        NameList.Freeze(Filter.Fields, "Filter.Fields");
        NameList.Freeze(Filter.ObjectTypes, "Filter.ObjectTypes");
        NameList.Freeze(Filter.IgnoredUsers, "Filter.IgnoredUsers", mayBeEmpty: true);
        NameList.Freeze(Readiness.Statuses, "Readiness.Statuses");
        if (ConfirmTimeout <= TimeSpan.Zero)
        {
            throw new ArgumentException($"ConfirmTimeout is {ConfirmTimeout}; give a time above zero, or null.", nameof(ConfirmTimeout));
        }
    }
}
