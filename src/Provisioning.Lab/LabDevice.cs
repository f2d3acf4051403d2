using Provisioning.Lab.Http;
using Provisioning.Lab.Platforms;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab;

/// <summary>A simulated device. It lives as long as the object; every login shares its state.</summary>
public sealed class LabDevice
{
    private readonly ILabModel _model;

    /// <summary>Switches a device on.</summary>
    /// <param name="options">What it is like.</param>
    /// <param name="timeProvider">Its clock, on which commit timers and slow answers run; the system's when null.</param>
    /// <exception cref="ArgumentException">The platform is not simulated, or a config has a line that the device would refuse.</exception>
    public LabDevice(LabDeviceOptions options, TimeProvider? timeProvider = null)
    {
        Options = options;
        TimeProvider = timeProvider ?? TimeProvider.System;
        _model = LabModels.Create(this);
    }

    /// <summary>What it was like when it was switched on.</summary>
    public LabDeviceOptions Options { get; }

    /// <summary>The name by which it is found.</summary>
    public string Name => Options.Name;

    /// <summary>The platform's name.</summary>
    public string Platform => Options.Platform;

    /// <summary>The name that its prompt shows now.</summary>
    public string Hostname => _model.Hostname;

    /// <summary>The running config as the device prints it, without its header lines and <c>end</c>.</summary>
    public string Running => _model.Running;

    /// <summary>The startup config, in the same form.</summary>
    public string Startup => _model.Startup;

    /// <summary>Its other files by name (on EOS those on <c>flash:</c>), with their text.</summary>
    public IReadOnlyDictionary<string, string> Files => _model.Files;

    /// <summary>The candidates that exist.</summary>
    public IReadOnlyList<LabCandidate> Candidates => _model.Candidates;

    /// <summary>The commit that waits for its confirmation; null when none.</summary>
    public LabPendingCommit? PendingCommit => _model.PendingCommit;

    /// <summary>Every write to it.</summary>
    public LabJournal Journal { get; } = new();

    /// <summary>What goes wrong with it, from now on.</summary>
    public LabFaults Faults { get; } = new();

    /// <summary>Its clock.</summary>
    public TimeProvider TimeProvider { get; }

    internal ILabModel Model => _model;

    internal LabWork Work { get; } = new();

    /// <summary>
    /// Returns when it has worked off all that clients have sent on their channels. A device works on threads of its own: who sends
    /// and does not wait for the answer, or loses the connection, does not see its end otherwise.
    /// </summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task IdleAsync(CancellationToken cancellationToken) => Work.IdleAsync().WaitAsync(cancellationToken);

    /// <summary>Changes the running config as another operator would, past any candidate.</summary>
    /// <param name="lines">Config lines, as typed in the device's config mode.</param>
    /// <exception cref="ArgumentException">The device would refuse a line; those before it were applied.</exception>
    public void ChangeRunning(string lines) => _model.ChangeRunning(lines);

    /// <summary>Answers a request to the device's web server, for a real one to stand in front of it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The client has gone.</param>
    /// <exception cref="IOException">The connection is to be lost, as <see cref="Faults"/> say.</exception>
    public Task<LabHttpAnswer> AnswerHttpAsync(LabHttpRequest request, CancellationToken cancellationToken) =>
        LabWebServer.AnswerAsync(this, request, cancellationToken);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
