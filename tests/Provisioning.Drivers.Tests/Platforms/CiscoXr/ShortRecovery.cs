using Microsoft.Extensions.DependencyInjection;
using Provisioning.Credentials;
using Provisioning.Inventories;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms.CiscoXr;

/// <summary>A bed whose engine gives up soon.</summary>
internal sealed class ShortRecovery(ConformanceBed inner) : ConformanceBed
{
    public override Device Device => inner.Device;

    public override DeviceCredential Credential => inner.Credential;

    public override TimeSpan RecoveryTimeout => TimeSpan.FromSeconds(1);

    public override IReadOnlyList<string> Merges => inner.Merges;

    public override IReadOnlyList<string> Replacements => inner.Replacements;

    public override (string Config, string Named) Rejected => inner.Rejected;

    public override string? Transcript => null;

    public override string Mark(string config) => inner.Mark(config);

    public override string Describing(string text) => inner.Describing(text);

    public override void AddServices(IServiceCollection services, Func<IPlatform, IPlatform> wrap) => inner.AddServices(services, wrap);

    public override Task<string> RunningAsync() => inner.RunningAsync();

    public override Task<string> StartupAsync() => inner.StartupAsync();

    public override Task<long> ChangeCounterAsync() => inner.ChangeCounterAsync();

    public override Task<bool> IsPendingAsync() => inner.IsPendingAsync();

    public override Task<IReadOnlyList<string>> LeftoversAsync() => inner.LeftoversAsync();

    public override void CutOnce(CutVerb verb, CutMoment moment, bool reachableAgain) => inner.CutOnce(verb, moment, reachableAgain);

    public override void CutNow() => inner.CutNow();

    public override Task LetTimeRunOutAsync(TimeSpan timeout) => inner.LetTimeRunOutAsync(timeout);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
