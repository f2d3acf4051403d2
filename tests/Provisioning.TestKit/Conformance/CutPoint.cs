namespace Provisioning.TestKit.Conformance;

/// <summary>The verb during which a connection is cut.</summary>
public enum CutVerb
{
    Load,
    Commit,
    Confirm,
    Save,
}

/// <summary>Where in the verb.</summary>
public enum CutMoment
{
    /// <summary>Before the device hears of it.</summary>
    BeforeTheDeviceHears,

    /// <summary>After the device has done it, before its answer arrives.</summary>
    AnswerIsLost,
}
