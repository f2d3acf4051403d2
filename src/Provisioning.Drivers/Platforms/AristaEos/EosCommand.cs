namespace Provisioning.Drivers.Platforms.AristaEos;

/// <summary>A command of the privileged mode.</summary>
/// <param name="Text">The command.</param>
/// <param name="Form">What it answers.</param>
/// <param name="Slow">Whether it may take as long as a commit, and change the host name.</param>
internal readonly record struct EosCommand(string Text, EosForm Form = EosForm.Message, bool Slow = false);
