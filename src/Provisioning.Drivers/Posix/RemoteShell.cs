using Provisioning.Drivers.Transports;
using Provisioning.Errors;
using Provisioning.Inventories;

namespace Provisioning.Drivers.Posix;

/// <summary>
/// Runs scripts on a device whose login has a POSIX shell. Every script is one exec channel, hence one question and one
/// answer on the wire, and goes on to its end when the connection is lost in the middle.
/// </summary>
internal sealed class RemoteShell(IDeviceConnection connection, DeviceContext context)
{
    /// <summary>The option that has scripts run as root through sudo.</summary>
    public static readonly DeviceOption SudoOption = new("sudo", "'true' runs the commands through 'sudo -n'; the login must be allowed to without a password. Default: false.");

    // Marks the end of the script, so that a lost or foreign answer is never taken for success.
    private const string EndMark = "prv-status:";

    /// <summary>Refuses options that cannot be used.</summary>
    /// <exception cref="ValidationException">Option <c>sudo</c> is neither true nor false.</exception>
    public static void CheckOptions(Device device) => _ = Prefix(device);

    /// <summary>Runs a script; its exit status is that of its last command, or of <c>exit</c>.</summary>
    /// <param name="script">The script.</param>
    /// <param name="input">Its standard input.</param>
    /// <param name="cancellationToken">Gives up waiting; the script goes on.</param>
    /// <exception cref="ConnectionException">The connection is lost, or the login has no POSIX shell.</exception>
    public async Task<ShellResult> RunAsync(string script, string? input, CancellationToken cancellationToken)
    {
        var guarded = $"trap '' HUP PIPE\nPATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin\n(\n{script}\n) 2>&1 <&0\necho \"{EndMark}$?\"";
        using var timer = new CancellationTokenSource(context.Timeouts.Commit, context.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        ExecResult result;
        try
        {
            result = await connection.ExecuteAsync(Prefix(context.Device) + Sh.Quote(guarded), input, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ConnectionException(ErrorCode.DeviceTimeout, $"'{context.Device.Name}' did not finish a command within {context.Timeouts.Commit.TotalSeconds:0} s.", exception);
        }

        return Parse(result);
    }

    private static string Prefix(Device device) => device.Option(SudoOption.Key)?.ToLowerInvariant() switch
    {
        null or "false" => "sh -c ",
        "true" => "sudo -n sh -c ",
        var other => throw new ValidationException(ErrorCode.DeviceOptionInvalid, $"Device '{device.Name}': option 'sudo' is '{other}'; it must be true or false."),
    };

    private ShellResult Parse(ExecResult result)
    {
        var mark = result.Output.LastIndexOf(EndMark, StringComparison.Ordinal);
        if (mark >= 0 && int.TryParse(result.Output.AsSpan(mark + EndMark.Length).Trim(), out var status))
        {
            return new(status, result.Output[..mark]);
        }

        // Without an exit status the device did not end the command: a shell that is not POSIX would have given one.
        var seen = Masked(Head($"{result.Output} {result.Error}".Trim()));
        throw result.ExitStatus is null
            ? new ConnectionException(ErrorCode.ConnectionLost, $"'{context.Device.Name}' ended the session before the command was done.")
            : new ConnectionException(ErrorCode.PrerequisiteMissing, $"'{context.Device.Name}' did not run a shell script for '{context.Credential.Username}': it answered '{seen}'. Use a login whose shell is /bin/sh or the like (not vtysh or birdc), and with option sudo=true let it run 'sudo -n sh' without a password.");
    }

    private static string Head(string text) => text.Length <= 400 ? text : text[..400] + "...";

    private string Masked(string text) => context.Quote(text);
}
