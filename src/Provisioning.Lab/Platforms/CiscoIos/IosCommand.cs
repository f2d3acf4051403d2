using Provisioning.Lab.Commands;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.CiscoIos;

/// <summary>A command that is not configuration.</summary>
/// <param name="Pattern">Its words, in the grammar's notation.</param>
/// <param name="Run">Runs it with its canonical words.</param>
internal sealed record IosCommand(string Pattern, Func<IosCli, CommandMatch, LabAnswer> Run);
