using Provisioning.Drivers.Cli;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.CiscoNxos;

/// <summary>The command line of an NX-OS device, in exec mode, over whichever transport.</summary>
internal interface INxosCommandLine : IAsyncDisposable
{
    /// <summary>Runs commands one after another, each whatever the one before it answered. Their output may be any text.</summary>
    /// <param name="commands">The commands; they may enter the configuration and leave it again.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConnectionException">The device gives no answer that is one.</exception>
    Task<IReadOnlyList<CliReply>> RunAsync(IReadOnlyList<string> commands, CancellationToken cancellationToken);

    /// <summary>Runs a command that may take as long as a commit, and may change the host name.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cancellationToken">Gives up waiting; the command goes on.</param>
    /// <exception cref="ConnectionException">The device gives no answer that is one.</exception>
    Task<CliReply> RunSlowAsync(string command, CancellationToken cancellationToken);

    /// <summary>Writes files, which do not exist yet.</summary>
    /// <param name="files">The name of each on <c>bootflash:</c>, and what it is to hold, as UTF-8.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when the device took them; else a sentence that says why it did not, and what to do.</returns>
    /// <exception cref="ConnectionException">The connection is lost.</exception>
    Task<string?> SendFilesAsync(IReadOnlyList<(string Name, string Text)> files, CancellationToken cancellationToken);

    /// <summary>Has the device copy its running config to a file, with a text behind it.</summary>
    /// <param name="name">The file's name on <c>bootflash:</c>.</param>
    /// <param name="behind">The text, as UTF-8.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>As of <see cref="SendFilesAsync"/>.</returns>
    /// <exception cref="ConnectionException">The connection is lost.</exception>
    Task<string?> CopyRunningAsync(string name, string behind, CancellationToken cancellationToken);
}
