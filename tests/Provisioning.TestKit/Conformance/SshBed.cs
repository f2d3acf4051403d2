using Microsoft.Extensions.DependencyInjection;
using Provisioning.Credentials;
using Provisioning.Drivers;
using Provisioning.Drivers.Ssh;
using Provisioning.Drivers.Transports;
using Provisioning.Inventories;
using Provisioning.TestKit.Daemons;

namespace Provisioning.TestKit.Conformance;

/// <summary>A real daemon behind a real sshd, with a relay between that can cut.</summary>
public abstract class SshBed : ConformanceBed
{
    private readonly HeldShell _shell;
    private readonly SystemUser _user;
    private readonly SshServer _server;
    private readonly Dictionary<string, string> _moreOptions = [];
    private string? _knownHosts;
    private readonly TcpRelay _relay;
    private (CutVerb Verb, CutMoment Moment, bool ReachableAgain)? _cut;

    protected SshBed(SshLogin login, SshServer server)
    {
        (_user, _shell, _server) = (login.User, login.Shell, server);
        _relay = TcpRelay.Start(server.Address, server.Port);
    }

    public override DeviceCredential Credential => new() { Username = _user.Name, Password = new Secret(_user.Password) };

    public override Device Device => new()
    {
        Name = "router1",
        Address = "127.0.0.1",
        Port = _relay.Port,
        Platform = PlatformName,
        Options = DeviceOptions.Concat(_moreOptions).ToDictionary(),
    };

    public override TimeSpan RecoveryTimeout => TimeSpan.FromSeconds(_cut is { ReachableAgain: false } || IsLostForGood ? 1 : 60);

    /// <summary>Whether the engine is to give a lost device up soon.</summary>
    public bool IsLostForGood { get; set; }

    /// <summary>A shell condition, for the login: a commit waits for its confirmation.</summary>
    public abstract string PendingCondition { get; }

    /// <summary>The operation to use where any will do.</summary>
    public abstract LoadOperation Operation { get; }

    /// <summary>A config for it that changes something.</summary>
    public string Config => Configs(Operation)[0];

    /// <summary>The login's shell.</summary>
    public HeldShell Shell => _shell;

    public SshServer Server => _server;

    public TcpRelay Relay => _relay;

    /// <summary>The known_hosts file of the client; by default one that holds the server's keys.</summary>
    public string KnownHosts
    {
        get => _knownHosts ??= _server.WriteKnownHosts(HostName);
        set => _knownHosts = value;
    }

    /// <summary>The name that known_hosts has for the device.</summary>
    public string HostName => $"[127.0.0.1]:{_relay.Port}";

    /// <summary>Is awaited after the device has done a verb, before the client goes on.</summary>
    public Func<CutVerb, Task> Afterwards { get; set; } = _ => Task.CompletedTask;

    /// <summary>Adds to the device's options.</summary>
    public void SetOption(string key, string value) => _moreOptions[key] = value;

    public override string? Transcript => PlatformName;

    protected abstract string PlatformName { get; }

    protected abstract IReadOnlyDictionary<string, string> DeviceOptions { get; }

    /// <summary>The login on the machine, and with it whose leftovers count.</summary>
    protected string Login => _user.Name;

    public override void AddServices(IServiceCollection services, Func<IPlatform, IPlatform> wrap)
    {
        services.AddSingleton<IDeviceTransport>(new RecordingTransport(new SshTransport(new() { KnownHostsFile = KnownHosts }), Wire));
        services.AddSingleton(provider => wrap(new WrappedPlatform(
            CreatePlatform(provider.GetRequiredService<IDeviceTransport>()), session => new InterruptedSession(session, AroundAsync))));
    }

    public override void CutOnce(CutVerb verb, CutMoment moment, bool reachableAgain) => _cut = (verb, moment, reachableAgain);

    public override void CutNow()
    {
        _relay.RefuseNew();
        _relay.CutAll();
    }

    public override Task LetTimeRunOutAsync(TimeSpan timeout) =>
        Eventually.TrueAsync(async () => !await IsPendingAsync(), timeout + TimeSpan.FromSeconds(30));

    /// <summary>Whether the login runs nothing any more.</summary>
    public async Task<bool> RunsNothingAsync() =>
        (await ChildProcess.RunAsync(["pgrep", "-u", Login], TestContext.Current.CancellationToken)).ExitCode != 0;

    public override async ValueTask DisposeAsync()
    {
        await _relay.DisposeAsync();
        await _server.DisposeAsync();
        await StopDaemonAsync();

        // What a lost login still runs may write to the shell's folder.
        _user.Dispose();
        _shell.Dispose();
    }

    protected abstract IPlatform CreatePlatform(IDeviceTransport transport);

    protected abstract ValueTask StopDaemonAsync();

    private async Task AroundAsync(CutVerb verb, Func<Task> action)
    {
        if (_cut is not { } cut || cut.Verb != verb)
        {
            await action();
            await Afterwards(verb);
            return;
        }

        _cut = _cut.Value with { Verb = (CutVerb)(-1) };
        var running = Task.CompletedTask;
        if (cut.Moment == CutMoment.AnswerIsLost)
        {
            _shell.HoldNextAnswer();
            running = action();
            await _shell.HeldAsync();
        }

        Action stop = cut.ReachableAgain ? _relay.CutAll : CutNow;
        stop();
        _shell.Release();
        await (cut.Moment == CutMoment.AnswerIsLost ? running : action());
    }
}
