using Provisioning.Drivers.Ssh.KnownHosts;
using Provisioning.Errors;

namespace Provisioning.Drivers.Ssh;

/// <summary>Makes logins, each within its deadline.</summary>
internal sealed class SshConnector(SshTransportOptions options)
{
    private readonly KnownHostsFile _knownHosts = new(options.KnownHostsPath);
    private readonly HostKeyPolicy _policy = options.HostKeyPolicy;
    private readonly SshConnectionSettings _settings = new(options.KeepAliveInterval, options.PreferPostQuantum);

    /// <exception cref="ProvisioningException">The server cannot be reached, trusted or logged in to.</exception>
    public async Task<SshSession> ConnectAsync(SshLogin login, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var attempt = new SshLoginAttempt(login, _settings, () => new HostKeyVerifier(_knownHosts, _policy, login.Target, login.Context.Logger));
        var work = DedicatedThread.Run(attempt.Run);
        try
        {
            return await work.WaitAsync(login.Context.Timeouts.Connect, login.Context.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException error)
        {
            attempt.Abandon(work);
            throw attempt.TimedOut(error);
        }
        catch (OperationCanceledException)
        {
            attempt.Abandon(work);
            throw;
        }
    }
}
