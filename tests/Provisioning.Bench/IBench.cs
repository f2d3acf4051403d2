namespace Provisioning.Bench;

/// <summary>One thing to measure; a new one needs a line in Program.cs.</summary>
internal interface IBench
{
    /// <summary>What it is called on the command line.</summary>
    string Name { get; }

    /// <summary>Measures, and ends its output with one <c>name: value</c> line a figure.</summary>
    Task RunAsync(TextWriter output);
}
