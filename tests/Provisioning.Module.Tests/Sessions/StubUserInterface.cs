using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace Provisioning.Module.Tests.Sessions;

/// <summary>A user who answers prompts with prepared choices, and remembers all that was shown.</summary>
internal sealed class StubUserInterface : PSHostUserInterface
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public ConcurrentQueue<string> Prompts { get; } = [];

    /// <summary>Labels as PowerShell shows them, e.g. <c>Yes</c>; the last one answers all further prompts.</summary>
    public Queue<string> Answers { get; } = [];

    public override PSHostRawUserInterface? RawUI => null;

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        Prompts.Enqueue(message);
        var answer = Answers.Count > 1 ? Answers.Dequeue() : Answers.Peek();
        return choices.ToList().FindIndex(choice => choice.Label.Replace("&", "", StringComparison.Ordinal) == answer);
    }

    public override void Write(string value) => Lines.Enqueue(value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Lines.Enqueue(value);

    public override void WriteLine(string value) => Lines.Enqueue(value);

    public override void WriteErrorLine(string value) => Lines.Enqueue(value);

    public override void WriteDebugLine(string message) => Lines.Enqueue(message);

    public override void WriteVerboseLine(string message) => Lines.Enqueue(message);

    public override void WriteWarningLine(string message) => Lines.Enqueue(message);

    public override void WriteProgress(long sourceId, ProgressRecord record) => Lines.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{record}"));

    public override string ReadLine() => throw new NotSupportedException();

    public override SecureString ReadLineAsSecureString() => throw new NotSupportedException();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        throw new NotSupportedException();

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw new NotSupportedException();

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        throw new NotSupportedException();
}
