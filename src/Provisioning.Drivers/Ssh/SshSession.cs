using Renci.SshNet;
using Renci.SshNet.Common;

namespace Provisioning.Drivers.Ssh;

/// <summary>A client that is logged in, and what it needs to be told of its end.</summary>
internal sealed class SshSession(SshClient client, SshAuthentication authentication, SshTarget target)
{
    private readonly object _sync = new();
    private Action<Exception>? _lost;
    private Exception? _reason;
    private int _closed;

    public SshClient Client => client;

    public SshTarget Target => target;

    /// <summary>The session below the client; null when the server let us in without any authentication.</summary>
    public Session? Session => authentication.Session;

    /// <summary>Starts to watch for the connection's end.</summary>
    public void Watch()
    {
        client.ErrorOccurred += (_, args) => End(args.Exception);
        if (Session is { } session)
        {
            // A server's goodbye raises only this event.
            session.Disconnected += (_, _) => End(new SshConnectionException("The server closed the connection."));
        }

        if (!client.IsConnected)
        {
            End(new SshConnectionException("The server closed the connection."));
        }
    }

    /// <summary>Has an action run at the connection's end, on SSH.NET's thread; at once when it has ended already.</summary>
    public void OnLost(Action<Exception> action)
    {
        lock (_sync)
        {
            if (_reason is null)
            {
                _lost += action;
                return;
            }
        }

        action(SshErrors.Lost(target, _reason));
    }

    public void NoLongerOnLost(Action<Exception> action)
    {
        lock (_sync)
        {
            _lost -= action;
        }
    }

    /// <summary>Closes the connection in the background, as the peer may take a second to agree. Never throws.</summary>
    public Task CloseInBackground()
    {
        End(new ObjectDisposedException(nameof(SshSession)));
        return DedicatedThread.Run(Close);
    }

    /// <summary>Closes the connection. Never throws.</summary>
    public void Close()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        try
        {
            client.Dispose();
        }
        catch (Exception)
        {
            // The connection is gone, whatever there was to say about it.
        }

        authentication.Dispose();
    }

    private void End(Exception reason)
    {
        Action<Exception>? lost;
        lock (_sync)
        {
            if (_reason is not null)
            {
                return;
            }

            _reason = reason;
            lost = _lost;
            _lost = null;
        }

        lost?.Invoke(SshErrors.Lost(target, reason));
    }
}
