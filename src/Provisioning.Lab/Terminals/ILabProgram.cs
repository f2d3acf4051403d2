namespace Provisioning.Lab.Terminals;

/// <summary>A program of a device that talks bytes, without a terminal.</summary>
internal interface ILabProgram
{
    /// <summary>Runs to its end, which closes the channel.</summary>
    /// <param name="pipe">Its input and output.</param>
    /// <param name="cancellationToken">The client has gone.</param>
    /// <returns>The exit status.</returns>
    Task<int> RunAsync(LabPipe pipe, CancellationToken cancellationToken);
}
