using System.Management.Automation;
using Microsoft.Extensions.DependencyInjection;
using Provisioning.Errors;
using Provisioning.Journals;
using Provisioning.Module.Errors;

namespace Provisioning.Module.Cmdlets;

/// <summary>Gets runs from the journal, the latest first. It connects to nothing.</summary>
[Cmdlet(VerbsCommon.Get, "DeviceProvision", DefaultParameterSetName = "Runs")]
[OutputType(typeof(RunRecord))]
public sealed class GetDeviceProvisionCommand : ProvisioningCommand
{
    /// <summary>Names of devices; wildcards may be used.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>The ids of runs.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] RunId { get; set; } = [];

    /// <summary>Only runs whose process ended before they did, or that ended without knowing what is true of the device.</summary>
    [Parameter(ParameterSetName = "Interrupted")]
    public SwitchParameter Interrupted { get; set; }

    /// <summary>Only runs whose change can be undone with a backup: neither undone since, nor the undoing of another.</summary>
    [Parameter(ParameterSetName = "Undoable")]
    public SwitchParameter Undoable { get; set; }

    /// <summary>The latest so many. Default: all.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Latest { get; set; }

    /// <summary>The folder of the journal. Default: the environment variable PROVISION_STATE, else a folder of the user's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StatePath { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var folder = FindStateFolder(StatePath);
        if (!Directory.Exists(folder))
        {
            WriteWarning($"There is no journal in '{folder}': no run was written there yet, or -StatePath is another.");
        }

        using var services = new ServiceCollection().AddProvisionJournal(folder).BuildServiceProvider();
        var runs = Wait(services.GetRequiredService<IProvisionJournal>().ReadAsync(Filter, Pump.Stopping));
        var chosen = Chosen(Undoable ? ThatCanBeUndone(runs) : runs).ToList();
        var such = $"{(Interrupted ? " that was interrupted" : Undoable ? " that can be undone" : "")}{(Name.Length > 0 ? $" on {string.Join(" or ", Name)}" : "")}";
        foreach (var id in RunId.Where(id => !chosen.Exists(run => run.RunId.Equals(id, StringComparison.OrdinalIgnoreCase))))
        {
            WriteError(ErrorRecords.From(new JournalException(ErrorCode.RunNotFound, $"The journal in '{folder}' has no run '{id}'{such}."), id));
        }

        WriteObject(chosen.Take(Latest ?? int.MaxValue), enumerateCollection: true);
    }

    private IEnumerable<RunRecord> Chosen(IEnumerable<RunRecord> runs)
    {
        var names = Name.Select(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase)).ToList();
        return runs.Where(run => (names.Count == 0 || names.Exists(name => name.IsMatch(run.Device)))
            && (RunId.Length == 0 || RunId.Contains(run.RunId, StringComparer.OrdinalIgnoreCase)));
    }

    /// <summary>The latest first: an undoing took back all changes from its own run's on, whoever made them.</summary>
    private static IEnumerable<RunRecord> ThatCanBeUndone(IEnumerable<RunRecord> runs)
    {
        var undone = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var run in runs.Where(run => run.DeviceState == DeviceState.Committed))
        {
            if (undone.TryGetValue(run.Device, out var first))
            {
                if (run.RunId == first)
                {
                    undone.Remove(run.Device);
                }
            }
            else if (run.Start.Undoes is { } undoes)
            {
                undone.Add(run.Device, undoes);
            }
            else if (run.HasBackup)
            {
                yield return run;
            }
        }
    }

    // A journal may hold years: what it can leave out itself is not read.
    private RunFilter Filter
    {
        get
        {
            var isOneName = Name is [var name] && !WildcardPattern.ContainsWildcardCharacters(name) && !name.Contains('`', StringComparison.Ordinal);
            var isAll = (Name.Length == 0 || isOneName) && RunId.Length <= 1;
            return new()
            {
                Interrupted = Interrupted,
                Device = isOneName ? Name[0] : null,
                RunId = RunId is [var id] && !Undoable ? id.ToLowerInvariant() : null,
                Latest = isAll && !Undoable ? Latest : null,
            };
        }
    }
}
