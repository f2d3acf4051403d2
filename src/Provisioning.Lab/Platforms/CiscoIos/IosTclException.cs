using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.CiscoIos;

/// <summary>An error of a Tcl script, or of the device's command that it ran.</summary>
internal sealed class IosTclException : Exception
{
    public IosTclException(string message)
        : base(message)
    {
    }

    public IosTclException(LabAnswer answer)
        : base(answer.Text) => Answer = answer;

    public LabAnswer? Answer { get; }
}
