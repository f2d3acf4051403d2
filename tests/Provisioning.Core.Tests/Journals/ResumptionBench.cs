using Microsoft.Extensions.DependencyInjection;
using Provisioning.Core.Tests.Runs;
using Provisioning.Errors;

namespace Provisioning.Core.Tests.Journals;

/// <summary>A process that dies in a run, and who resumes it.</summary>
public abstract class ResumptionBench : IAsyncDisposable
{
    private protected static readonly CancellationToken Token = CancellationToken.None;
    private protected static readonly ProvisionOptions NoTimer = RunBench.Commits with { ConfirmTimeout = null };

    private protected ResumptionBench() => Bench.Journal = Journal;

    private protected MortalJournal Journal { get; } = new();

    private protected RunBench Bench { get; } = new();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Journal.DisposeAsync();
    }

    private protected async Task DieAsync(ProvisionOptions options, Action fatal)
    {
        fatal();
        var services = Bench.Services();
        _ = services.GetRequiredService<IProvisioner>().ProvisionAsync(Bench.Target, options, Token);
        await Journal.Death.WaitAsync(TimeSpan.FromSeconds(20), Token);
    }

    /// <summary>Another run, by a process that lives.</summary>
    private protected async Task<ProvisionResult> RunLaterAsync()
    {
        Bench.Journal = Journal.Survivor;
        await using var services = Bench.Services();
        return await services.GetRequiredService<IProvisioner>().ProvisionAsync(Bench.Target, RunBench.Commits, Token);
    }

    private protected Task<ProvisionResult> ResumeAsync() => ResumeForAsync(Token);

    private protected async Task<ProvisionResult> ResumeForAsync(CancellationToken caller)
    {
        Bench.Journal = Journal.Survivor;
        await using var services = Bench.Services();
        var run = (await Journal.Survivor.ReadAsync(new(), Token))[^1];
        return await services.GetRequiredService<IProvisionHistory>().ResumeAsync(Bench.Target, run.RunId, cancellationToken: caller);
    }
}
