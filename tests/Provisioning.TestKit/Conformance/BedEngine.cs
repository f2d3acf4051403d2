using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Provisioning.Credentials;
using Provisioning.Drivers;

namespace Provisioning.TestKit.Conformance;

/// <summary>An engine of its own for a bed, with a log of its own.</summary>
public sealed class BedEngine : IAsyncDisposable
{
    private readonly SshBed _bed;
    private readonly ServiceProvider _services;

    /// <param name="bed">The device.</param>
    /// <param name="config">Its intended config; <see cref="SshBed.Config"/> when null.</param>
    /// <param name="credential">How to log in; as the bed says when null.</param>
    /// <param name="configure">Has the last word on the services.</param>
    public BedEngine(
        SshBed bed, string? config = null, DeviceCredential? credential = null, Action<IServiceCollection>? configure = null)
    {
        _bed = bed;
        var services = BedServices.ForEngine(bed, config ?? bed.Config, credential)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        bed.AddServices(services, platform => BedServices.Around(Around)(platform));
        configure?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    /// <summary>A run that commits, by the operation that suits the bed.</summary>
    public ProvisionOptions Commit => new() { DryRun = false, ReplaceConfig = _bed.Operation == LoadOperation.Replace };

    public LogRecorder Log { get; } = new();

    /// <summary>Done around the verbs of this engine's sessions; set it before the first run.</summary>
    public Func<CutVerb, Func<Task>, Task>? Around { get; init; }

    public IServiceProvider Services => _services;

    public Task<ProvisionResult> RunAsync(ProvisionOptions? options = null) => _services.GetRequiredService<IProvisioner>()
        .ProvisionAsync(_bed.Device, options ?? Commit, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
