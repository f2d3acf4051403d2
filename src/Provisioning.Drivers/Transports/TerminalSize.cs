namespace Provisioning.Drivers.Transports;

/// <summary>The size of a terminal.</summary>
/// <param name="Columns">Width in characters.</param>
/// <param name="Rows">Height in lines.</param>
public readonly record struct TerminalSize(int Columns, int Rows)
{
    /// <summary>Wide enough that no device wraps or redraws a configuration line.</summary>
    public static TerminalSize Wide { get; } = new(4096, 1000);
}
