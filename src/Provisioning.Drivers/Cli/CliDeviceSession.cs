using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.Drivers.Cli;

/// <summary>What sessions over a command line share.</summary>
/// <param name="connection">The connection, closed with the session.</param>
/// <param name="cli">The dialogue on it.</param>
/// <param name="context">The run.</param>
public abstract class CliDeviceSession(IDeviceConnection connection, CliSession cli, DeviceContext context) : DeviceSession(connection, context)
{
    /// <summary>The connection.</summary>
    protected IDeviceConnection Connection => connection;

    /// <summary>The dialogue.</summary>
    protected CliSession Cli => cli;

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync().ConfigureAwait(false);
        await cli.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The first line of an answer that means failure; null when there is none.</summary>
    /// <param name="reply">The answer.</param>
    protected string? Failure(CliReply reply) => reply.Output.FirstOrDefault(cli.Profile.Failure.IsMatch);

    /// <summary>
    /// The first line of an answer that is neither empty nor harmless; null when there is none. For what answers nothing when
    /// it succeeds: whatever else the device says is not success.
    /// </summary>
    /// <param name="reply">The answer.</param>
    protected string? Refusal(CliReply reply) =>
        reply.Output.FirstOrDefault(line => cli.Profile.Failure.IsMatch(line) || !cli.Profile.Harmless.IsMatch(line));

    /// <summary>Types commands that do not wait for each other, and gives their answers.</summary>
    /// <param name="commands">The commands.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConnectionException">The device answers one of them with a failure.</exception>
    protected async Task<IReadOnlyList<CliReply>> ExpectAsync(IReadOnlyList<string> commands, CancellationToken cancellationToken)
    {
        var replies = await cli.SendAllAsync([.. commands.Select(command => new CliLine(command))], cancellationToken).ConfigureAwait(false);
        foreach (var reply in replies)
        {
            if (Failure(reply) is { } failure)
            {
                throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{Name}' answered '{reply.Line.Text}' with '{Masked(failure)}'.");
            }
        }

        return replies;
    }

    /// <summary>As <see cref="ExpectAsync(IReadOnlyList{string}, CancellationToken)"/>, for one command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConnectionException">The device answers with a failure.</exception>
    protected async Task<CliReply> ExpectAsync(string command, CancellationToken cancellationToken) =>
        (await ExpectAsync([command], cancellationToken).ConfigureAwait(false))[0];

    /// <summary>Types a command whose output may be any text, e.g. a config.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConnectionException">The output begins with a line that means failure.</exception>
    protected async Task<CliReply> ReadAsync(string command, CancellationToken cancellationToken)
    {
        var reply = await cli.ReadAnyAsync(command, cancellationToken).ConfigureAwait(false);
        return reply.Output.FirstOrDefault(line => line.Length > 0) is { } first && cli.Profile.Failure.IsMatch(first)
            ? throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{Name}' answered '{command}' with '{Masked(first)}'.")
            : reply;
    }
}
