using Provisioning.Errors;

namespace Provisioning;

/// <summary>
/// What became of many devices, counted while the results come; it keeps no result, so ten thousand of them take no more room than
/// their failures' names. Not safe for use by several threads at once.
/// </summary>
public sealed class ProvisionSummary
{
    private const int MostNames = 10;
    private readonly SortedDictionary<ProvisionOutcome, int> _outcomes = [];
    private readonly Dictionary<ErrorCode, int> _errors = [];
    private readonly List<(string Device, DeviceState State)> _unsettled = [];

    /// <summary>How many results were counted.</summary>
    public int Devices { get; private set; }

    /// <summary>How many devices ended with each outcome that came up.</summary>
    public IReadOnlyDictionary<ProvisionOutcome, int> Outcomes => _outcomes;

    /// <summary>How often each error came up.</summary>
    public IReadOnlyDictionary<ErrorCode, int> Errors => _errors;

    /// <summary>
    /// The devices that somebody has to look at: a commit waits there for its confirmation, a candidate was left, or nobody knows.
    /// <see cref="IProvisionHistory.ResumeAsync"/> brings them to a known state.
    /// </summary>
    public IReadOnlyList<(string Device, DeviceState State)> Unsettled => _unsettled;

    /// <summary>Counts a result.</summary>
    /// <param name="result">The result.</param>
    public void Add(ProvisionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Devices++;
        _outcomes[result.Outcome] = _outcomes.GetValueOrDefault(result.Outcome) + 1;
        if (result.Error is { } error)
        {
            _errors[error.Code] = _errors.GetValueOrDefault(error.Code) + 1;
        }

        if (result.DeviceState is DeviceState.CandidateLoaded or DeviceState.CommitPending or DeviceState.Unknown)
        {
            _unsettled.Add((result.Device, result.DeviceState));
        }
    }

    /// <summary>One line, e.g. <c>Devices: 3 (1 Changed, 2 Failed). Errors: 2 PRV4001 Unreachable.</c></summary>
    public override string ToString()
    {
        var text = $"Devices: {Devices}";
        text += Devices > 0 ? $" ({string.Join(", ", _outcomes.Select(outcome => $"{outcome.Value} {outcome.Key}"))})." : ".";
        text += _errors.Count > 0 ? $" Errors: {string.Join(", ", _errors.OrderByDescending(error => error.Value).Select(error => $"{error.Value} {error.Key}"))}." : "";
        return text + (_unsettled.Count > 0 ? $" To be looked at: {string.Join(", ", _unsettled.Take(MostNames).Select(one => $"{one.Device} ({one.State})"))}{More}." : "");
    }

    private string More => _unsettled.Count > MostNames ? $" and {_unsettled.Count - MostNames} more" : "";
}
