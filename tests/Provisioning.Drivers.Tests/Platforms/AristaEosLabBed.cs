using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Provisioning.Credentials;
using Provisioning.Drivers.Platforms.AristaEos;
using Provisioning.Drivers.Transports;
using Provisioning.Inventories;
using Provisioning.Lab;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms;

/// <summary>A simulated EOS device in process; its clock is a fake one.</summary>
internal class AristaEosLabBed : ConformanceBed
{
    private readonly FakeTimeProvider _deviceClock = new();
    private readonly LabNetwork _network;
    private bool _reachableAgain = true;

    public AristaEosLabBed(Action<LabDevice>? arrange = null)
    {
        _network = new LabNetwork(_deviceClock);
        Lab = _network.AddEos("leaf1", Initial, "192.0.2.1");
        arrange?.Invoke(Lab);
    }

    public const string Initial = """
        hostname leaf1
        !
        snmp-server community initial-Secret9 ro
        !
        interface Ethernet1
           description uplink
           no switchport
           ip address 10.0.0.1/31
        !
        ip route 10.9.0.0/16 10.0.0.0
        !
        banner motd
        Property of nobody # leaf1#
        leaf1# do not be fooled
        EOF
        !
        end

        """;

    public LabDevice Lab { get; }

    public override Device Device => new() { Name = "leaf1", Address = "192.0.2.1", Platform = "eos" };

    public override DeviceCredential Credential => new() { Username = "admin", Password = new Secret("admin") };

    public override string? Transcript => Lab.Faults.Noise == LabNoise.None ? "arista_eos" : null;

    public override TimeSpan RecoveryTimeout => TimeSpan.FromSeconds(_reachableAgain ? 30 : 1);

    public override TimeSpan ShortConfirmTimeout => TimeSpan.FromMinutes(1);

    public override IReadOnlyList<string> Merges =>
    [
        "interface Ethernet1\n   description merged-a\nip route 10.7.0.0/16 10.0.0.0\n",
        "interface Ethernet1\n   description merged-b\nno ip route 10.7.0.0/16 10.0.0.0\nbanner login\n  keep  my   spaces\n! and this\ninterface Ethernet9\nEOF\nhostname leaf1\n",
    ];

    public override IReadOnlyList<string> Replacements =>
    [
        Initial.Replace("uplink", "replaced-a", StringComparison.Ordinal).Replace("10.9.0.0/16", "10.8.0.0/16", StringComparison.Ordinal),
        Initial.Replace("uplink", "replaced-b", StringComparison.Ordinal).Replace("initial-Secret9", "changed-Secret9", StringComparison.Ordinal),
    ];

    public override (string Config, string Named) Rejected => ("interface Ethernet1\n   description fine\n   bogus words here\n", "bogus words here");

    public override string Mark(string config) => config.Split('\n').First(line => line.Contains("description", StringComparison.Ordinal)).Trim();

    public override void AddServices(IServiceCollection services, Func<IPlatform, IPlatform> wrap)
    {
        IDeviceTransport transport = new RecordingTransport(Transport(), Wire);
        services.AddSingleton(transport);
        services.AddSingleton(wrap(new WrappedPlatform(new AristaEosPlatform(transport), session => new InterruptedSession(session, AroundAsync))));
    }

    public override Task<string> RunningAsync() => Task.FromResult(Lab.Running);

    public override Task<string> StartupAsync() => Task.FromResult(Lab.Startup);

    public override Task<long> ChangeCounterAsync() => Task.FromResult<long>(Lab.Journal.DeviceWrites.Count(write => write.Store is LabStore.Running or LabStore.Startup));

    public override Task<bool> IsPendingAsync() => Task.FromResult(Lab.PendingCommit is not null);

    public override Task<IReadOnlyList<string>> LeftoversAsync() =>
        Task.FromResult<IReadOnlyList<string>>([.. Lab.Candidates.Where(candidate => candidate.State == "pending").Select(candidate => candidate.Name), .. Lab.Files.Keys.Where(name => name.Contains("prv", StringComparison.Ordinal))]);

    public override void CutOnce(CutVerb verb, CutMoment moment, bool reachableAgain)
    {
        _reachableAgain = reachableAgain;
        var line = (verb, moment) switch
        {
            (CutVerb.Load, CutMoment.BeforeTheDeviceHears) => @"^configure session \S+$",
            (CutVerb.Load, _) => "description",
            (CutVerb.Commit, _) => @"^configure session \S+ commit timer",
            (CutVerb.Confirm, _) => @"^configure session \S+ commit$",
            _ => "^copy running-config startup-config",
        };
        _ = moment == CutMoment.BeforeTheDeviceHears ? Lab.Faults.CutBefore(line) : Lab.Faults.CutAfter(line);
    }

    public override void CutNow() => Lab.Faults.Unreachable = true;

    public override Task LetTimeRunOutAsync(TimeSpan timeout)
    {
        _deviceClock.Advance(timeout + TimeSpan.FromSeconds(1));
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected virtual IDeviceTransport Transport() => _network;

    private async Task AroundAsync(CutVerb verb, Func<Task> action)
    {
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
