using System.Globalization;
using System.Runtime.Versioning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Provisioning.Credentials;
using Provisioning.Diffs;
using Provisioning.Drivers;
using Provisioning.Inventories;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Bench.Wire;

/// <summary>What the peers do, done by a driver: connect, read the running config, merge, commit, leave.</summary>
[SupportedOSPlatform("linux")]
internal sealed class WireExchange(WireTexts texts, IServiceProvider services, DeviceCredential credential)
{
    private readonly IPlatform _platform = services.GetServices<IPlatform>().First(platform => platform.Name == texts.Platform);
    private int _runs;

    /// <summary>Does it once.</summary>
    /// <param name="device">The device.</param>
    /// <param name="runningLines">How many lines its config has.</param>
    /// <param name="mergeLines">How many lines are merged.</param>
    public async Task RunAsync(Device device, int runningLines, int mergeLines)
    {
        var run = Interlocked.Increment(ref _runs);
        await using var session = await OpenAsync(device, run);
        var running = await session.GetConfigAsync(ConfigStore.Running, CancellationToken.None);
        if (running.AsSpan().Count('\n') < runningLines * 3 / 4)
        {
            throw new InvalidOperationException("The running config is not what it should be.");
        }

        await session.LoadAsync(texts.Merge(mergeLines, $"ours{run}"), LoadOperation.Merge, CancellationToken.None);
        await session.CommitAsync(new(null, null), CancellationToken.None);
    }

    /// <summary>Logs in and waits for the prompt.</summary>
    public Task<IDeviceSession> OpenAsync(Device device, int run) => _platform.OpenAsync(Context(device, run), CancellationToken.None);

    private DeviceContext Context(Device device, int run) => new()
    {
        Device = device,
        Credential = credential,
        CredentialSource = new FixedConfigs("", credential),
        RunId = run.ToString("x8", CultureInfo.InvariantCulture),
        Secrets = SecretMasker.None,
        Timeouts = new(),
        Logger = NullLogger.Instance,
    };
}
