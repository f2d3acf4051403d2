using Microsoft.Extensions.DependencyInjection;
using Provisioning.Drivers;
using Provisioning.Drivers.Platforms.Netconf;
using Provisioning.Drivers.Ssh;
using Provisioning.Drivers.Transports;
using Provisioning.TestKit.Daemons;

namespace Provisioning.TestKit.Conformance;

/// <summary>yuma123's netconfd behind sshd's subsystem.</summary>
public sealed class NetconfdBed(NetconfDaemon daemon, SshLogin login, SshServer server) : SshBed(login, server)
{
    private const string Saving = "Writing <running> config";
    private (CutVerb Verb, CutMoment Moment, bool ReachableAgain)? _cut;
    private bool _unreachable;

    public NetconfDaemon Daemon => daemon;

    public override IReadOnlyList<string> Merges => NetconfConfigs.Merges;

    public override IReadOnlyList<string> Replacements => NetconfConfigs.Replacements;

    public override (string Config, string Named) Rejected => NetconfConfigs.Rejected;

    public override string PendingCondition => throw new NotSupportedException("There is no shell on this device.");

    public override LoadOperation Operation => LoadOperation.Merge;

    public override string Transcript => "netconf-yuma123";

    public override TimeSpan ShortConfirmTimeout => TimeSpan.FromSeconds(3);

    public override TimeSpan RecoveryTimeout => TimeSpan.FromSeconds(_unreachable ? 1 : 60);

    protected override string PlatformName => "netconf";

    protected override IReadOnlyDictionary<string, string> DeviceOptions => new Dictionary<string, string>();

    /// <summary>Starts one; skips the test where something is missing.</summary>
    /// <param name="initial">Its first config.</param>
    public static async Task<NetconfdBed> StartAsync(string initial = NetconfConfigs.Initial)
    {
        Requirement.Need(Requirement.Root, Requirement.Sshd, Requirement.Netconfd, Requirement.Ip);
        var daemon = await NetconfDaemon.StartAsync(initial, TestContext.Current.CancellationToken);
        var server = await SshServer.StartAsync(
            new() { HostKeyTypes = ["ed25519"], Lines = [$"Subsystem netconf {daemon.Subsystem}"] }, TestContext.Current.CancellationToken);
        return new(daemon, SshLogin.Create(), server);
    }

    public override string Mark(string config) => NetconfConfigs.Mark(config);

    public override string Describing(string text) => NetconfConfigs.Describing(text);

    public override string Shown(string text) => new System.Xml.Linq.XText(text).ToString();

    /// <summary>NETCONF tells of a pending commit only that it is there.</summary>
    public override string NameOf(string otherRun) => "somebody else";

    public override Task<string> RunningAsync() => daemon.ReadAsync("running");

    public override Task<string> StartupAsync() => daemon.ReadAsync("startup");

    public override Task<long> ChangeCounterAsync() => daemon.ChangeCounterAsync();

    public override async Task<bool> IsPendingAsync() =>
        (await daemon.LockedAsync("running"))?.Contains("outstanding-confirmed-commit", StringComparison.Ordinal) == true;

    /// <summary>A candidate that differs, and locks. The server learns of a lost connection a little later than the client.</summary>
    public override async Task<IReadOnlyList<string>> LeftoversAsync()
    {
        IReadOnlyList<string> left = [];
        for (var tries = 0; tries < 50 && (tries == 0 || left.Count > 0); tries++)
        {
            await Task.Delay(tries == 0 ? 0 : 100);
            string?[] found =
            [
                await daemon.ReadAsync("candidate") == await daemon.ReadAsync("running") ? null : "a candidate",
                await daemon.LockedAsync("candidate"),
                await daemon.LockedAsync("running"),
            ];
            left = [.. found.OfType<string>()];
        }

        return left;
    }

    /// <summary>The daemon looks at its timers only when nobody has said anything for a second: nothing is asked meanwhile.</summary>
    public override Task LetTimeRunOutAsync(TimeSpan timeout) =>
        Eventually.TrueAsync(async () => await daemon.SaidAsync("Confirmed-commit timeout") > 0, timeout + TimeSpan.FromSeconds(30));

    public override void CutOnce(CutVerb verb, CutMoment moment, bool reachableAgain) => (_cut, _unreachable) = ((verb, moment, reachableAgain), !reachableAgain);

    public override void AddServices(IServiceCollection services, Func<IPlatform, IPlatform> wrap)
    {
        IDeviceTransport transport = new RecordingTransport(
            new WrappedChannelsTransport(new SshTransport(new() { KnownHostsFile = KnownHosts }), channel => new AroundWritesChannel(channel, AroundWriteAsync)), Wire);
        services.AddSingleton(transport);
        services.AddSingleton(wrap(CreatePlatform(transport)));
    }

    protected override IPlatform CreatePlatform(IDeviceTransport transport) => new NetconfPlatform(transport);

    protected override ValueTask StopDaemonAsync() => daemon.DisposeAsync();

    private static string Sign(CutVerb verb) => verb switch
    {
        CutVerb.Load => "<edit-config",
        CutVerb.Commit => "<confirmed",
        CutVerb.Confirm => "<commit><persist-id",
        _ => "<copy-config",
    };

    private async Task AroundWriteAsync(string text, Func<Task> write)
    {
        if (_cut is not { } cut || !text.Contains(Sign(cut.Verb), StringComparison.Ordinal))
        {
            await write();
            return;
        }

        _cut = null;
        if (cut.Moment == CutMoment.AnswerIsLost)
        {
            var done = await DoneAsync(cut.Verb);
            Relay.ToClient.Hold();
            await write();
            await Eventually.TrueAsync(done, TimeSpan.FromSeconds(30));
        }

        Action stop = cut.ReachableAgain ? Relay.CutAll : CutNow;
        stop();
        Relay.ToClient.Release();
        if (cut.Moment == CutMoment.BeforeTheDeviceHears)
        {
            await write();
        }
    }

    /// <summary>Looks, past the cut connection, whether the server has done what it was told.</summary>
    private async Task<Func<Task<bool>>> DoneAsync(CutVerb verb)
    {
        // The daemon has saved by itself with the confirmation, so startup does not tell.
        var (candidate, saved) = (await daemon.ReadAsync("candidate"), await daemon.SaidAsync(Saving));
        return verb switch
        {
            CutVerb.Load => async () => await daemon.ReadAsync("candidate") != candidate,
            CutVerb.Commit => IsPendingAsync,
            CutVerb.Confirm => async () => !await IsPendingAsync(),
            _ => async () => await daemon.SaidAsync(Saving) > saved,
        };
    }
}
