using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Provisioning.Credentials;
using Provisioning.Drivers;
using Provisioning.Drivers.Transports;

namespace Provisioning.TestKit.Conformance;

/// <summary>An engine of its own for a simulated device, with a log of its own.</summary>
public sealed class LabEngine : IAsyncDisposable
{
    private readonly LabBed _bed;
    private readonly ServiceProvider _services;

    /// <param name="bed">The device.</param>
    /// <param name="config">Its intended config; the bed's first merge when null.</param>
    /// <param name="credential">How to log in; as the bed says when null.</param>
    /// <param name="timeouts">How long the device may take to answer.</param>
    /// <param name="between">Puts something between this engine and the device.</param>
    public LabEngine(
        LabBed bed, string? config = null, DeviceCredential? credential = null, DeviceTimeouts? timeouts = null,
        Func<IDeviceTransport, IDeviceTransport>? between = null)
    {
        _bed = bed;
        var services = BedServices.ForEngine(bed, config ?? bed.Merges[0], credential, settings => settings.Timeouts = timeouts ?? new())
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        bed.AddServices(services, BedServices.Around((verb, action) => Around(verb, action)), between ?? (transport => transport));
        _services = services.BuildServiceProvider();
    }

    public LogRecorder Log { get; } = new();

    /// <summary>Done around the verbs of this engine's sessions.</summary>
    public Func<CutVerb, Func<Task>, Task> Around { get; init; } = (_, action) => action();

    /// <summary>Runs; by default commits a merge.</summary>
    public Task<ProvisionResult> RunAsync(ProvisionOptions? options = null) => _services.GetRequiredService<IProvisioner>()
        .ProvisionAsync(_bed.Device, options ?? new() { DryRun = false }, TestContext.Current.CancellationToken);

    /// <summary>A session of another run.</summary>
    /// <param name="runId">That run's id.</param>
    public Task<IDeviceSession> OpenAsync(string runId) =>
        _services.GetRequiredService<IPlatform>().OpenAsync(Context(runId), TestContext.Current.CancellationToken);

    /// <summary>A connection past any driver, over the transport in place of SSH.</summary>
    public Task<IDeviceConnection> ConnectAsync() =>
        _services.GetRequiredService<IDeviceTransport>().ConnectAsync(Context("00000000"), TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private DeviceContext Context(string runId) => new()
    {
        Device = _bed.Device,
        Credential = _bed.Credential,
        CredentialSource = _services.GetRequiredService<ICredentialSource>(),
        RunId = runId,
        Secrets = new(_services.GetRequiredService<IPlatform>().SecretPatterns, _bed.Credential.Secrets),
        Timeouts = new(),
        Logger = _services.GetRequiredService<ILogger<LabEngine>>(),
        TimeProvider = _bed.TimeProvider,
    };
}
