namespace Provisioning.Journals;

/// <summary>Which runs to read; what is not set lets all pass.</summary>
public sealed record RunFilter
{
    /// <summary>The run with this id.</summary>
    public string? RunId { get; init; }

    /// <summary>Runs on the device of this name, letter case apart.</summary>
    public string? Device { get; init; }

    /// <summary>Only runs that were interrupted.</summary>
    public bool Interrupted { get; init; }

    /// <summary>The latest so many.</summary>
    public int? Latest { get; init; }
}
