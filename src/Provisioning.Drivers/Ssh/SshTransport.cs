using Provisioning.Drivers.Transports;
using Provisioning.Inventories;

namespace Provisioning.Drivers.Ssh;

/// <summary>Reaches devices over SSH, directly or through a jump host. Host keys are always checked.</summary>
public sealed class SshTransport : IDeviceTransport
{
    private readonly SshConnector _connector;

    /// <summary>Makes a transport; one serves any number of devices at the same time.</summary>
    /// <param name="options">The settings; the defaults when null. Later changes to the object are not seen.</param>
    /// <exception cref="ArgumentException">A setting cannot be used.</exception>
    public SshTransport(SshTransportOptions? options = null) =>
        _connector = new SshConnector((options ?? new SshTransportOptions()).Validated());

    /// <inheritdoc/>
    public IReadOnlyList<DeviceOption> Options => SshDeviceOptions.Declared;

    /// <inheritdoc/>
    /// <exception cref="Errors.ValidationException">A per-device option has a value that cannot be used.</exception>
    /// <exception cref="Errors.CredentialException">The key file cannot be read or unlocked.</exception>
    public async Task<IDeviceConnection> ConnectAsync(DeviceContext context, CancellationToken cancellationToken)
    {
        var options = SshDeviceOptions.Parse(context.Device);
        var target = SshTarget.Of(context.Device, options);
        return options.JumpHost is { } jump
            ? await ConnectThroughAsync(jump, target, context, cancellationToken).ConfigureAwait(false)
            : new SshDeviceConnection(await _connector.ConnectAsync(new(target, context.Credential, context), cancellationToken).ConfigureAwait(false), null);
    }

    private async Task<IDeviceConnection> ConnectThroughAsync(
        JumpHost jump, SshTarget target, DeviceContext context, CancellationToken cancellationToken)
    {
        var jumpDevice = new Device { Name = jump.Host, Address = jump.Host };
        var credential = await context.CredentialSource.GetAsync(jumpDevice, cancellationToken).ConfigureAwait(false);
        var login = new SshLogin(jump.Target(target), jump.Username is { } user ? credential with { Username = user } : credential, context);
        var outer = await _connector.ConnectAsync(login, cancellationToken).ConfigureAwait(false);
        var tunnel = await SshTunnel.OpenAsync(outer, target).ConfigureAwait(false);
        try
        {
            var inner = await _connector.ConnectAsync(new(tunnel.Target, context.Credential, context), cancellationToken).ConfigureAwait(false);
            return new SshDeviceConnection(inner, tunnel);
        }
        catch (Exception error)
        {
            tunnel.Close();
            throw tunnel.Explain(error);
        }
    }
}
