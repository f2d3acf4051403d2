using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Provisioning.Credentials;
using Provisioning.Drivers;
using Provisioning.Drivers.Http;
using Provisioning.Drivers.Transports;
using Provisioning.Inventories;
using Provisioning.Lab;
using Provisioning.TestKit.Daemons;

namespace Provisioning.TestKit.Conformance;

/// <summary>A simulated device, in process, behind a real sshd or behind an HTTPS server; its clock is a fake one.</summary>
public abstract class LabBed : ConformanceBed
{
    private const string Address = "192.0.2.1";
    private readonly FakeTimeProvider _deviceClock = new();
    private readonly LabNetwork _network;
    private LabSshHost? _host;
    private HttpsServer? _web;
    private bool _reachableAgain = true;
    private (CutVerb Verb, CutMoment Moment)? _cut;

    /// <param name="options">What the device is like.</param>
    /// <param name="arrange">Has the last word on it, e.g. sets its faults.</param>
    protected LabBed(LabDeviceOptions options, Action<LabDevice>? arrange = null)
    {
        _network = new LabNetwork(_deviceClock);
        Lab = _network.Add(options with { Addresses = [Address] });
        arrange?.Invoke(Lab);
    }

    public LabDevice Lab { get; }

    public override Device Device => new()
    {
        Name = Lab.Name,
        Address = _host is null && _web is null ? Address : "127.0.0.1",
        Port = _host?.Port ?? _web?.Port,
        Platform = Lab.Platform,
        Options = _web is null ? DeviceOptions : new Dictionary<string, string>(DeviceOptions) { ["https_fingerprint"] = _web.Fingerprint },
    };

    public override DeviceCredential Credential => _host?.Credential ?? new()
    {
        Username = Lab.Options.Username,
        Password = new Secret(Lab.Options.Password),
        EnablePassword = Lab.Options.EnablePassword is { } enable ? new Secret(enable) : null,
    };

    public override string? Transcript => Lab.Faults.Noise == LabNoise.None ? Lab.Platform : null;

    public override TimeSpan RecoveryTimeout => TimeSpan.FromSeconds(_reachableAgain ? 30 : 1);

    public override TimeSpan ShortConfirmTimeout => TimeSpan.FromMinutes(1);

    /// <summary>The network before sshd; null without one.</summary>
    public TcpRelay? Relay => _host?.Relay;

    /// <summary>The HTTPS server before the device; null without one.</summary>
    public HttpsServer? Web => _web;

    /// <summary>The device's options in the inventory.</summary>
    protected virtual IReadOnlyDictionary<string, string> DeviceOptions => new Dictionary<string, string>();

    /// <summary>Whether the device behind sshd takes the name of who logs in there; else everybody is its own user.</summary>
    protected virtual bool TakesSshUser => false;

    /// <summary>Puts the device behind a real sshd.</summary>
    public async Task<ConformanceBed> BehindSshdAsync()
    {
        _host = await LabSshHost.StartAsync(Lab, TestContext.Current.CancellationToken, takesUser: TakesSshUser);
        Wire.Hide(_host.Credential.Username, Lab.Options.Username);
        return this;
    }

    /// <summary>Puts the device's web server behind an HTTPS server.</summary>
    public Task<ConformanceBed> BehindHttpsAsync()
    {
        _web = LabHttpsHost.Start(Lab);
        return Task.FromResult<ConformanceBed>(this);
    }

    /// <summary>Puts another web server in the place of the device's; it is the bed's from now on.</summary>
    public void Serve(HttpsServer web) => _web = web;

    public override void AddServices(IServiceCollection services, Func<IPlatform, IPlatform> wrap) =>
        AddServices(services, wrap, transport => transport);

    /// <summary>As <see cref="AddServices(IServiceCollection, Func{IPlatform, IPlatform})"/>, with something between the engine and the device.</summary>
    public void AddServices(
        IServiceCollection services, Func<IPlatform, IPlatform> wrap, Func<IDeviceTransport, IDeviceTransport> between, Func<IHttpTransport, IHttpTransport>? betweenHttp = null)
    {
        IDeviceTransport transport = new RecordingTransport(between(_host?.Transport ?? _network), Wire);
        IHttpTransport web = new RecordingHttpTransport((betweenHttp ?? (web => web))(_web is null ? _network : new HttpTransport()), Wire);
        services.AddSingleton(transport);
        services.AddSingleton(web);
        services.AddSingleton(wrap(new WrappedPlatform(CreatePlatform(transport, web), session => new InterruptedSession(session, AroundAsync))));
    }

    public override Task<string> RunningAsync() => Task.FromResult(Lab.Running);

    public override Task<string> StartupAsync() => Task.FromResult(Lab.Startup);

    public override Task<long> ChangeCounterAsync() =>
        Task.FromResult<long>(Lab.Journal.DeviceWrites.Count(write => write.Store is LabStore.Running or LabStore.Startup));

    public override Task<bool> IsPendingAsync() => Task.FromResult(Lab.PendingCommit is not null);

    /// <summary>Candidates that are open and files of ours.</summary>
    public override Task<IReadOnlyList<string>> LeftoversAsync() => Task.FromResult<IReadOnlyList<string>>(
        [.. Lab.Candidates.Where(IsOpen).Select(candidate => candidate.Name), .. Lab.Files.Keys.Where(name => name.Contains("prv", StringComparison.Ordinal))]);

    public override void CutOnce(CutVerb verb, CutMoment moment, bool reachableAgain) => (_cut, _reachableAgain) = ((verb, moment), reachableAgain);

    public override void CutNow()
    {
        Lab.Faults.Unreachable = true;
        _host?.CutOff();
        _web?.CutOff();
    }

    public override Task LetTimeRunOutAsync(TimeSpan timeout)
    {
        LetPass(timeout + TimeSpan.FromSeconds(1));
        return Task.CompletedTask;
    }

    /// <summary>Moves the device's clock.</summary>
    public void LetPass(TimeSpan time) => _deviceClock.Advance(time);

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        if (_web is not null)
        {
            await _web.DisposeAsync();
        }
    }

    /// <summary>Makes the driver's platform.</summary>
    protected abstract IPlatform CreatePlatform(IDeviceTransport transport);

    /// <summary>As <see cref="CreatePlatform(IDeviceTransport)"/>, for a platform that also has an HTTP service.</summary>
    protected virtual IPlatform CreatePlatform(IDeviceTransport transport, IHttpTransport web) => CreatePlatform(transport);

    /// <summary>A pattern of the line or request during which a verb is cut (<see cref="LabFaults"/>).</summary>
    protected abstract string CutPattern(CutVerb verb, CutMoment moment);

    /// <summary>Whether a candidate is one that a run would leave behind.</summary>
    protected virtual bool IsOpen(LabCandidate candidate) => true;

    private async Task AroundAsync(CutVerb verb, Func<Task> action)
    {
        // Armed only now, for requests of other verbs can look the same.
        if (_cut is { } cut && cut.Verb == verb)
        {
            _cut = null;
            var request = CutPattern(verb, cut.Moment);
            _ = cut.Moment == CutMoment.BeforeTheDeviceHears ? Lab.Faults.CutBefore(request) : Lab.Faults.CutAfter(request);
        }

        try
        {
            await action();
        }
        catch (Exception) when (!_reachableAgain)
        {
            CutNow();
            throw;
        }
    }
}
