using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Provisioning.Credentials;
using Provisioning.Drivers;
using Provisioning.Errors;
using Provisioning.IntendedConfigs;
using Provisioning.Inventories;
using Provisioning.Journals;

namespace Provisioning.Core.Tests.Runs;

/// <summary>One device, its sources and the engine.</summary>
internal sealed class RunBench : ICredentialSource, IIntendedConfigSource
{
    public const string NewLine = "mtu 9000";

    public static readonly ProvisionOptions Commits = new() { DryRun = false };

    public static readonly ConnectionException Lost = new(ErrorCode.ConnectionLost, "the connection is lost");

    public RunBench()
    {
        Device = new(Time);
        Platform = new(Device);
    }

    public TestTime Time { get; } = new();

    public FakeDevice Device { get; }

    public FakePlatform Platform { get; }

    public ListLogger<Provisioner> Log { get; } = new();

    public Device Target { get; set; } = new() { Name = "r1", Address = "192.0.2.1", Platform = "fake_os" };

    public string Intended { get; set; } = FakeDevice.OldConfig + NewLine + "\n";

    public DeviceCredential Credential { get; set; } = new() { Username = "ops", Password = new("pw") };

    public Func<CancellationToken, ValueTask> OnCredential { get; set; } = _ => default;

    public Func<CancellationToken, ValueTask> OnIntended { get; set; } = _ => default;

    public List<IDeviceHealthCheck> HealthChecks { get; } = [];

    /// <summary>The host's journal; none as long as this is null.</summary>
    public IProvisionJournal? Journal { get; set; }

    public double? ConnectionsPerSecond { get; set; }

    public int CredentialsAsked { get; private set; }

    public async Task<ProvisionResult> RunAsync(ProvisionOptions? options = null, CancellationToken? cancellationToken = null)
    {
        await using var services = Services();
        var result = await services.GetRequiredService<IProvisioner>()
            .ProvisionAsync(Target, options, cancellationToken ?? TestContext.Current.CancellationToken);
        Assert.Empty(Device.CalledAfterDispose);
        Assert.Equal(Device.Opened, Device.Disposed);
        return result;
    }

    public Task<ProvisionResult> CommitAsync(CancellationToken? cancellationToken = null) => RunAsync(Commits, cancellationToken);

    public ServiceProvider Services()
    {
        var services = new ServiceCollection()
            .AddSingleton(typeof(ILogger<>), typeof(Microsoft.Extensions.Logging.Abstractions.NullLogger<>))
            .AddSingleton<ILogger<Provisioner>>(Log)
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<IPlatform>(Platform)
            .AddSingleton<ICredentialSource>(this)
            .AddSingleton<IIntendedConfigSource>(this)
            .AddProvisioning(settings =>
            {
                settings.RecoveryInterval = TestTime.Pause;
                settings.ConnectionsPerSecond = ConnectionsPerSecond;
            });
        if (Journal is not null)
        {
            services.AddSingleton(Journal);
        }

        HealthChecks.ForEach(check => services.AddSingleton(check));
        return services.BuildServiceProvider();
    }

    async ValueTask<DeviceCredential> ICredentialSource.GetAsync(Device device, CancellationToken cancellationToken)
    {
        CredentialsAsked++;
        await OnCredential(cancellationToken);
        return Credential;
    }

    async ValueTask<IntendedConfig> IIntendedConfigSource.GetAsync(Device device, CancellationToken cancellationToken)
    {
        await OnIntended(cancellationToken);
        return new(Intended, "configs/r1.cfg");
    }
}
