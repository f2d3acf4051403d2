using System.Management.Automation;
using Microsoft.Extensions.DependencyInjection;
using Provisioning.Journals;

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
    [Parameter]
    public SwitchParameter Interrupted { get; set; }

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
        using var services = new ServiceCollection().AddProvisionJournal(FindStateFolder(StatePath)).BuildServiceProvider();
        var runs = Wait(services.GetRequiredService<IProvisionJournal>().ReadAsync(Filter, Pump.Stopping));
        var names = Name.Select(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase)).ToList();
        WriteObject(
            runs.Where(run => (names.Count == 0 || names.Exists(name => name.IsMatch(run.Device))) && (RunId.Length == 0 || RunId.Contains(run.RunId, StringComparer.OrdinalIgnoreCase))).Take(Latest ?? int.MaxValue),
            enumerateCollection: true);
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
                RunId = RunId is [var id] ? id.ToLowerInvariant() : null,
                Latest = isAll ? Latest : null,
            };
        }
    }
}
