using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.CiscoIos;

/// <summary>What a command asks before it goes on.</summary>
/// <param name="Text">The question, in place of a prompt.</param>
/// <param name="Answer">Takes what is typed; an empty line is the default.</param>
internal sealed record IosQuestion(string Text, Func<string, LabAnswer> Answer);
