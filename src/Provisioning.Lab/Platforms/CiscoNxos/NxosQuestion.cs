using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.CiscoNxos;

/// <summary>A question that waits for its answer.</summary>
/// <param name="Text">What is shown.</param>
/// <param name="IsYes">Whether an answer means yes.</param>
/// <param name="Run">What is done then.</param>
internal sealed record NxosQuestion(string Text, Func<string, bool> IsYes, Func<LabAnswer> Run);
