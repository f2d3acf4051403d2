namespace Provisioning.Core.Tests.Runs;

/// <summary>When in a verb something goes wrong.</summary>
public enum Moment
{
    /// <summary>Before the device hears of it.</summary>
    Before,

    /// <summary>After the device has done it; its answer is lost.</summary>
    After,
}
