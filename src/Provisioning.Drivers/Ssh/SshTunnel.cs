using Provisioning.Errors;
using Renci.SshNet;

namespace Provisioning.Drivers.Ssh;

/// <summary>
/// The way through a jump host: SSH.NET needs a local port for it. The port is on the loopback interface only and lets in
/// one connection, which is ours; should another process be quicker, ours is refused. SSH.NET blocks one pool thread
/// for as long as the tunnel is open.
/// </summary>
internal sealed class SshTunnel : IDisposable
{
    private readonly SshSession _outer;
    private readonly ForwardedPortLocal _port;
    private int _used;
    private volatile string? _refusal;

    private SshTunnel(SshSession outer, SshTarget target)
    {
        _outer = outer;
        _port = new ForwardedPortLocal("127.0.0.1", 0, target.Host, (uint)target.Port);
        _port.RequestReceived += (_, _) => AdmitOnce();
        if (outer.Session is { } session)
        {
            // SSH.NET closes the local connection without a word.
            session.ChannelOpenFailureReceived += (_, args) => _refusal = args.Message.Description;
        }

        Target = target;
    }

    /// <summary>The target, by way of the tunnel.</summary>
    public SshTarget Target { get; private set; }

    /// <summary>Opens a tunnel and takes over the connection to the jump host.</summary>
    public static async Task<SshTunnel> OpenAsync(SshSession outer, SshTarget target)
    {
        var tunnel = new SshTunnel(outer, target);
        try
        {
            await DedicatedThread.Run(tunnel.Start).ConfigureAwait(false);
            return tunnel;
        }
        catch (Exception error)
        {
            tunnel.Close();
            throw SshErrors.OfUse(error, outer.Target);
        }
    }

    /// <summary>Says so when it was the jump host that could not go on.</summary>
    public Exception Explain(Exception error) =>
        _refusal is { } refusal
            ? new ConnectionException(ErrorCode.Unreachable, $"{_outer.Target.Label} cannot connect to {Target.Host} port {Target.Port}: {DeviceText.Show(refusal)}", error)
            : error;

    /// <summary>Closes the tunnel and the connection to the jump host. May block; never throws.</summary>
    public void Dispose()
    {
        _outer.Close();
        try
        {
            _port.Dispose();
        }
        catch (Exception)
        {
            // The port went with its connection.
        }
    }

    /// <summary>Closes both in the background.</summary>
    public void Close() => _ = DedicatedThread.Run(Dispose);

    private void Start()
    {
        _outer.Client.AddForwardedPort(_port);
        _port.Start();
        Target = Target with { Via = (_port.BoundHost, (int)_port.BoundPort) };
    }

    private void AdmitOnce()
    {
        if (Interlocked.Exchange(ref _used, 1) != 0)
        {
            throw new InvalidOperationException("The tunnel is in use.");
        }
    }
}
