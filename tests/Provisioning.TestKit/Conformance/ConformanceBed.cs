using Microsoft.Extensions.DependencyInjection;
using Provisioning.Credentials;
using Provisioning.Drivers;
using Provisioning.Inventories;

namespace Provisioning.TestKit.Conformance;

/// <summary>
/// A device to run the conformance suite on: how to reach it, configs that suit it, and the truth about it, read past any
/// driver.
/// </summary>
public abstract class ConformanceBed : IAsyncDisposable
{
    /// <summary>The device as an inventory would have it.</summary>
    public abstract Device Device { get; }

    public abstract DeviceCredential Credential { get; }

    /// <summary>The clock of the engine; a fake one where the device's timers run on it too.</summary>
    public virtual TimeProvider TimeProvider => TimeProvider.System;

    /// <summary>The time that a device is given to be confirmed in tests that let the timer run out.</summary>
    public virtual TimeSpan ShortConfirmTimeout => TimeSpan.FromSeconds(5);

    /// <summary>How long the engine looks for a lost device.</summary>
    public virtual TimeSpan RecoveryTimeout => TimeSpan.FromSeconds(30);

    /// <summary>Configs to load: the first changes something, the second changes it again.</summary>
    public abstract IReadOnlyList<string> Merges { get; }

    /// <summary>Whole configs, different from each other and from what the device starts with.</summary>
    public abstract IReadOnlyList<string> Replacements { get; }

    /// <summary>A text that only the given config of the same operation brings into the running config.</summary>
    public abstract string Mark(string config);

    /// <summary>Like a config to load, with one line that the device rejects, and what its message must name.</summary>
    public abstract (string Config, string Named) Rejected { get; }

    /// <summary>
    /// A config of the operation that suits the bed which puts a free text where the platform has room for one, e.g. in a
    /// description; quoted and escaped as the platform's syntax wants it.
    /// </summary>
    public abstract string Describing(string text);

    /// <summary>How the device's configs show such a text.</summary>
    public virtual string Shown(string text) => text;

    /// <summary>How another run that made a commit is named; the run's id wherever the device can tell it.</summary>
    public virtual string NameOf(string otherRun) => otherRun;

    /// <summary>The name of the approved transcripts; null where the wire is made noisy on purpose.</summary>
    public abstract string? Transcript { get; }

    /// <summary>The folder of the approved transcripts, from the repository's root on.</summary>
    public virtual string TranscriptFolder => "tests/Provisioning.Drivers.Tests/Platforms/Transcripts";

    /// <summary>Notes what goes over the wire.</summary>
    public WireRecorder Wire { get; } = new();

    /// <summary>Registers the transport and, wrapped or not, the platform.</summary>
    public abstract void AddServices(IServiceCollection services, Func<IPlatform, IPlatform> wrap);

    /// <summary>What the device acts on, as text; where it cannot be printed, what tells most about it.</summary>
    public abstract Task<string> RunningAsync();

    public abstract Task<string> StartupAsync();

    /// <summary>Moves with every change of the running config, also one that was undone.</summary>
    public abstract Task<long> ChangeCounterAsync();

    /// <summary>Whether a commit waits for its confirmation.</summary>
    public abstract Task<bool> IsPendingAsync();

    /// <summary>Whatever a run may leave behind: candidates, locks, backups. Empty when all is tidy.</summary>
    public abstract Task<IReadOnlyList<string>> LeftoversAsync();

    /// <summary>The messages that the device keeps with its commits; none where it keeps no messages.</summary>
    public virtual Task<IReadOnlyList<string>> CommitMessagesAsync() => Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>
    /// Whether the device takes a confirmation from any session of the run. Where only the committing session can confirm, a
    /// change whose confirmation was lost with that session must be brought back.
    /// </summary>
    public virtual bool ConfirmsFromAnySession => true;

    /// <summary>Whether the device has a commit timer, as its platform may have; commits without one must work all the same, and such with one be refused.</summary>
    public virtual bool HasCommitTimer => true;

    /// <summary>Whether the device refuses a wrong config before the commit; else the commit finds out, half-way, and is undone.</summary>
    public virtual bool ChecksLoads => true;

    /// <summary>Whether commit messages get through to a device that keeps them; some of its transports may carry none.</summary>
    public virtual bool CarriesMessages => true;

    /// <summary>Arranges for the connection to be cut once, at a point.</summary>
    /// <param name="reachableAgain">Whether new connections get through afterwards.</param>
    public abstract void CutOnce(CutVerb verb, CutMoment moment, bool reachableAgain);

    /// <summary>Cuts every connection now.</summary>
    public abstract void CutNow();

    /// <summary>Lets the device's timer of that length run out.</summary>
    public abstract Task LetTimeRunOutAsync(TimeSpan timeout);

    public abstract ValueTask DisposeAsync();

    /// <summary>The operations that the bed has configs for.</summary>
    public IReadOnlyList<string> Configs(LoadOperation operation) => operation == LoadOperation.Merge ? Merges : Replacements;
}
