using Renci.SshNet;
using Renci.SshNet.Common;

namespace Provisioning.Drivers.Ssh;

/// <summary>A client that is logged in, and what it needs to be told of its end.</summary>
internal sealed class SshSession(SshClient client, SshAuthentication authentication, SshTarget target)
{
    private readonly object _sync = new();
    private Action<Exception>? _lost;
    private Exception? _reason;
    private readonly List<Action> _releases = [];
    private int _closed;
    private bool _isClosing;
    private bool _isClosed;

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
    /// <param name="then">Done behind that, by the first caller's thread.</param>
    public void CloseInBackground(Action then)
    {
        End(new ObjectDisposedException(nameof(SshSession)));
        lock (_sync)
        {
            if (_isClosing)
            {
                return;
            }

            _isClosing = true;
        }

        _ = DedicatedThread.Run(() =>
        {
            Close();
            ReleaseAll();
            then();
        });
    }

    /// <summary>Releases what belongs to the connection, where it need not wait for the peer: behind the connection's end.</summary>
    /// <param name="release">May block while the connection is open.</param>
    public void Release(Action release)
    {
        lock (_sync)
        {
            if (!_isClosing)
            {
                _ = DedicatedThread.Run(release);
                return;
            }

            if (!_isClosed)
            {
                _releases.Add(release);
                return;
            }
        }

        Quietly(release);
    }

    /// <summary>Closes the connection. Never throws.</summary>
    public void Close()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        Quietly(client.Dispose);
        authentication.Dispose();
    }

    private void ReleaseAll()
    {
        lock (_sync)
        {
            _isClosed = true;
        }

        _releases.ForEach(Quietly);
    }

    private static void Quietly(Action action)
    {
        try
        {
            action();
        }
        catch (Exception)
        {
            // The connection is gone, whatever there was to say about it.
        }
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
