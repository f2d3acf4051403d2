using System.Management.Automation;
using Provisioning.Errors;
using Provisioning.Module.Errors;
using Provisioning.Plans;

namespace Provisioning.Module.Cmdlets;

/// <summary>Reads a plan that New-DeviceProvisionPlan wrote, for who is to review it. It connects to nothing.</summary>
[Cmdlet(VerbsCommon.Get, "DeviceProvisionPlan")]
[OutputType(typeof(ProvisionPlan))]
public sealed class GetDeviceProvisionPlanCommand : ProvisioningCommand
{
    /// <summary>The files.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in Path.Select(FullPath))
        {
            try
            {
                WriteObject(ProvisionPlan.Load(path));
            }
            catch (PlanException exception)
            {
                WriteError(ErrorRecords.From(exception, path));
            }
        }
    }
}
