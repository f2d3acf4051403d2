using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Provisioning.Credentials;
using Provisioning.Drivers.Ssh;
using Provisioning.Drivers.Transports;
using Provisioning.Module.Pipelines;
using Provisioning.Sources.Credentials;

namespace Provisioning.Module;

/// <summary>Puts the engine together for one call of a cmdlet.</summary>
internal static class ModuleServices
{
    /// <summary>Transports that tests put in place of SSH, one for each runspace.</summary>
    public static ConditionalWeakTable<Runspace, IDeviceTransport> Transports { get; } = [];

    public static ServiceProvider Build(ModuleSettings settings)
    {
        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(new PipelineLoggerProvider(settings.Logger)))
            .AddProvisioning(engine => engine.ConnectionsPerSecond = settings.ConnectionsPerSecond)
            .AddBuiltInPlatforms()
            .AddConfigFolder(settings.ConfigPath)
            .AddSingleton<ICredentialSource>(new EnvironmentCredentialSource(new CredentialLookup(settings.Credential, settings.KeyFile).Find));
        if (settings.StatePath is not null)
        {
            services.AddProvisionJournal(settings.StatePath);
        }

        return AddTransport(services, settings).BuildServiceProvider();
    }

    private static IServiceCollection AddTransport(IServiceCollection services, ModuleSettings settings) => settings.Transport is { } transport
        ? services.AddSingleton(transport)
        : services.AddSshTransport(ssh =>
        {
            ssh.KnownHostsFile = settings.KnownHostsPath ?? ssh.KnownHostsFile;
            ssh.HostKeyPolicy = settings.TrustOnFirstUse ? HostKeyPolicy.TrustOnFirstUse : HostKeyPolicy.Strict;
        });
}
