using Provisioning.Drivers.Cli;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.AristaEos;

/// <summary>The command line of an EOS device, in privileged mode, over whichever transport. What fails answers with a line that begins with <c>%</c>.</summary>
internal interface IEosCommandLine : IAsyncDisposable
{
    /// <summary>Runs commands one after another. Behind one that fails none is run, and its answer is the last one.</summary>
    /// <exception cref="ConnectionException">The device gives no answer that is one.</exception>
    Task<IReadOnlyList<CliReply>> RunAsync(IReadOnlyList<EosCommand> commands, CancellationToken cancellationToken);

    /// <summary>Enters a configuration session and lines in it.</summary>
    /// <param name="enter">The commands that enter the session; they are answered first.</param>
    /// <param name="lines">The lines; behind one that is refused those already under way may still run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConnectionException">The device gives no answer that is one.</exception>
    Task<IReadOnlyList<CliReply>> LoadAsync(IReadOnlyList<string> enter, IReadOnlyList<CliLine> lines, CancellationToken cancellationToken);
}
