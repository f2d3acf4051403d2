namespace Provisioning.Changes;

/// <summary>What happened to a device's record in its source of truth.</summary>
public enum DeviceChangeAction
{
    /// <summary>The record is new.</summary>
    Created,

    /// <summary>The record was saved again; senders report this even when nothing in it changed.</summary>
    Updated,

    /// <summary>The record is gone.</summary>
    Deleted,
}
