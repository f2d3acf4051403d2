using System.Collections.Concurrent;
using Provisioning.Drivers;
using Provisioning.Drivers.Http;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;
using Provisioning.Inventories;
using Provisioning.Lab.Http;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab;

/// <summary>A network of simulated devices in this process. Give it to the engine in place of SSH and HTTPS; nothing is sent on any wire.</summary>
/// <param name="timeProvider">The clock of the devices that <see cref="Add(LabDeviceOptions)"/> makes; the system's when null.</param>
public sealed class LabNetwork(TimeProvider? timeProvider = null) : IDeviceTransport, IHttpTransport
{
    private readonly ConcurrentDictionary<string, LabDevice> _devices = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public IReadOnlyList<DeviceOption> Options => [];

    /// <summary>The devices, by name.</summary>
    public IReadOnlyList<LabDevice> Devices => [.. _devices.Values.Distinct().OrderBy(device => device.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The device of a name or address.</summary>
    /// <param name="name">The name or address.</param>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public LabDevice this[string name] =>
        _devices.Values.FirstOrDefault(device => Names(device).Contains(name, StringComparer.OrdinalIgnoreCase))
        ?? throw new KeyNotFoundException($"The Lab has no device '{name}'.");

    /// <summary>Makes a device and connects it.</summary>
    /// <param name="options">What it is like.</param>
    /// <returns>The device.</returns>
    /// <exception cref="ArgumentException">The options are wrong, or the name or an address is taken.</exception>
    public LabDevice Add(LabDeviceOptions options) => Add(new LabDevice(options, timeProvider));

    /// <summary>Connects a device.</summary>
    /// <param name="device">The device.</param>
    /// <returns>The device.</returns>
    /// <exception cref="ArgumentException">Its name or an address is taken on its port.</exception>
    public LabDevice Add(LabDevice device)
    {
        foreach (var name in Names(device))
        {
            if (!_devices.TryAdd(Key(name, device.Options.Port), device))
            {
                throw new ArgumentException($"The Lab already has a device at '{name}', port {device.Options.Port}.", nameof(device));
            }
        }

        return device;
    }

    /// <summary>Makes an Arista EOS device and connects it.</summary>
    /// <param name="name">Its name, also its hostname unless the config sets one.</param>
    /// <param name="running">Its running and startup config.</param>
    /// <param name="address">Its address, beside its name; none when null.</param>
    /// <returns>The device.</returns>
    /// <exception cref="ArgumentException">The config has a line that EOS would refuse, or the name or address is taken.</exception>
    public LabDevice AddEos(string name, string running = "", string? address = null) =>
        Add(new LabDeviceOptions { Name = name, Addresses = address is null ? [] : [address], Running = running });

    /// <inheritdoc/>
    public Task<IDeviceConnection> ConnectAsync(DeviceContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var device = Find(context.Device);
        var credential = context.Credential;
        return credential.Username == device.Options.Username && credential.Password?.Reveal() == device.Options.Password
            ? Task.FromResult<IDeviceConnection>(new LabConnection(device, credential.Username))
            : throw new ConnectionException(ErrorCode.AuthenticationFailed,
                $"{context.Device.Name}: the device refuses the login of '{credential.Username}'. Check the user name and password.");
    }

    /// <inheritdoc/>
    public HttpMessageHandler CreateHandler(DeviceContext context) => new LabHttpHandler(FindWeb, context.Device);

    private LabDevice? FindWeb(string name, int port) => _devices.Values.FirstOrDefault(device =>
        device.Options.HttpPort == port && device.Model.Web is not null && !device.Faults.Unreachable
        && Names(device).Contains(name, StringComparer.OrdinalIgnoreCase));

    private static IEnumerable<string> Names(LabDevice device) =>
        device.Options.Addresses.Append(device.Name).Distinct(StringComparer.OrdinalIgnoreCase);

    private static string Key(string name, int port) => $"{name}|{port}";

    private LabDevice Find(Device device)
    {
        var name = device.Address ?? device.Name;
        return _devices.TryGetValue(Key(name, device.Port ?? 22), out var found) && !found.Faults.Unreachable
            ? found
            : throw new ConnectionException(ErrorCode.Unreachable,
                $"{device.Name}: nothing answers at {name}, port {device.Port ?? 22}, in the Lab. Check the address, or add the device to the Lab.");
    }
}
