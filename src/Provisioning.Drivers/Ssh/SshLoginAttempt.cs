using Provisioning.Drivers.Ssh.KnownHosts;
using Provisioning.Errors;
using Renci.SshNet;

namespace Provisioning.Drivers.Ssh;

/// <summary>One attempt to log in. SSH.NET's key exchange and authentication block, so it has a thread of its own.</summary>
internal sealed class SshLoginAttempt(SshLogin login, SshConnectionSettings settings, Func<HostKeyVerifier> makeVerifier)
{
    private readonly SshTarget _target = login.Target;
    private volatile Func<Session?>? _loggingIn;
    private volatile bool _reached;
    private volatile bool _abandoned;

    /// <summary>Runs it to its end; <see cref="SshSession"/> owns everything afterwards.</summary>
    /// <exception cref="ProvisioningException">It failed; nothing is left open.</exception>
    public SshSession Run()
    {
        var verifier = makeVerifier();
        var authentication = new SshAuthentication(login.Credential, _target);
        _loggingIn = () => authentication.Session;
        var client = new SshClient(MakeInfo(authentication, verifier)) { KeepAliveInterval = settings.KeepAlive == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : settings.KeepAlive };
        var session = new SshSession(client, authentication, _target);
        try
        {
            Connect(client, verifier);
            session.Watch();
            client.ConnectionInfo.Timeout = login.Context.Timeouts.Command;
            return _abandoned ? throw new OperationCanceledException() : session;
        }
        catch (Exception error)
        {
            session.Close();
            throw verifier.Refusal ?? SshErrors.OfConnect(error, _target, new(login.Credential.Username, authentication.Tried, _reached));
        }
    }

    /// <summary>
    /// Gives up. The thread ends at once when it is logging in, and when it is still connecting or exchanging keys
    /// at the latest after the connect timeout, as SSH.NET cannot be stopped there.
    /// </summary>
    public void Abandon(Task<SshSession> work)
    {
        _abandoned = true;
        _ = DedicatedThread.Run(() => _loggingIn?.Invoke()?.Disconnect());
        _ = work.ContinueWith(
            static done => { if (done.IsCompletedSuccessfully) { done.Result.Close(); } else { _ = done.Exception; } },
            CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    public ConnectionException TimedOut(Exception error) =>
        SshErrors.ConnectTimeout(_target, login.Context.Timeouts.Connect, _reached, error);

    private ConnectionInfo MakeInfo(SshAuthentication authentication, HostKeyVerifier verifier)
    {
        var (host, port) = _target.Via ?? (_target.Host, _target.Port);
        var info = new ConnectionInfo(host, port, login.Credential.Username, authentication.Methods) { Timeout = login.Context.Timeouts.Connect };
        SshAlgorithms.Restrict(info, _target.LegacyAlgorithms, settings.PreferPostQuantum, verifier.PreferredTypes);
        return info;
    }

    // Without a handler SSH.NET trusts every host key.
    private void Connect(SshClient client, HostKeyVerifier verifier)
    {
        client.HostKeyReceived += (_, args) => args.CanTrust = verifier.Accept(args.HostKey) && !_abandoned;
        client.ServerIdentificationReceived += (_, _) => _reached = true;
        client.Connect();
        if (!verifier.HasAccepted)
        {
            throw new ConnectionException(ErrorCode.HostKeyUnknown, $"{_target.Label} was connected to without showing a host key; this is a defect, and the connection was closed.");
        }
    }
}
