using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NSubstitute;
using Provisioning.Changes;
using Provisioning.Credentials;
using Provisioning.Drivers;
using Provisioning.Errors;
using Provisioning.IntendedConfigs;
using Provisioning.Inventories;
using static Provisioning.Core.Tests.Changes.Given;

namespace Provisioning.Core.Tests.Changes;

/// <summary>The hook with the engine itself, on a device that has no intended config.</summary>
public sealed class HookAndEngineTests
{
    private readonly RecordingLogger<DeviceChangeHook> _log = new();

    [Fact]
    public async Task The_outcome_is_the_engines_own_result()
    {
        var outcome = await HandleAsync();

        Assert.Equal(ErrorCode.IntendedConfigMissing, outcome.Result?.Error?.Code);
        Assert.Equal(new ProvisionTrigger("hook", "admin", "fab0a4fb"), outcome.Result?.Trigger);
    }

    [Fact]
    public async Task The_engines_lines_stand_between_the_hooks_call_and_result()
    {
        await HandleAsync();

        var ids = _log.Ids.ToList();
        Assert.Equal(3006, ids[ids.IndexOf(1000) - 1]);
        Assert.Equal([1012, 3008], ids[^2..]);
    }

    private async Task<DeviceChangeOutcome> HandleAsync()
    {
        await using var provider = Services().BuildServiceProvider();
        return await provider.GetRequiredService<DeviceChangeHook>()
            .HandleAsync(StatusChange(), TestContext.Current.CancellationToken);
    }

    private IServiceCollection Services()
    {
        var platform = Substitute.For<IPlatform>();
        platform.Name.Returns("arista_eos");
        platform.Aliases.Returns([]);
        platform.Options.Returns([]);
        platform.SecretPatterns.Returns([]);
        platform.Capabilities.Returns(new PlatformCapabilities { Operations = [LoadOperation.Merge] });
        var credentials = Substitute.For<ICredentialSource>();
        credentials.GetAsync(Arg.Any<Device>(), Arg.Any<CancellationToken>()).Returns(new DeviceCredential { Username = "ops" });
        var configs = Substitute.For<IIntendedConfigSource>();
        configs.GetAsync(Arg.Any<Device>(), Arg.Any<CancellationToken>())
            .Returns(IntendedConfig (_) => throw new IntendedConfigException(ErrorCode.IntendedConfigMissing, "none"));
        return new ServiceCollection().AddLogging().AddSingleton<ILogger<DeviceChangeHook>>(_log)
            .AddSingleton(platform).AddSingleton(credentials).AddSingleton(configs)
            .AddProvisioning().AddDeviceChangeHook();
    }
}
