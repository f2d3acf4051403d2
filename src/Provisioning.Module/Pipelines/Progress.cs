using System.Management.Automation;

namespace Provisioning.Module.Pipelines;

/// <summary>The cmdlet's progress bar: how many devices are done, and what goes on now. Only for the pipeline's thread.</summary>
internal sealed class Progress(Cmdlet cmdlet, string activity, int total)
{
    private const int ActivityId = 0;
    private int _done;

    public void Enter(string device, ProvisionStage stage) => Show($"{device}: {stage}");

    public void Finish(string device)
    {
        _done++;
        Show(device);
    }

    public void End() =>
        cmdlet.WriteProgress(new ProgressRecord(ActivityId, activity, "Done") { RecordType = ProgressRecordType.Completed });

    private void Show(string now) => cmdlet.WriteProgress(new ProgressRecord(ActivityId, activity, $"{_done} of {total}, {now}")
    {
        PercentComplete = 100 * _done / Math.Max(1, total),
    });
}
