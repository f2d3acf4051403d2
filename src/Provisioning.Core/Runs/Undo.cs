using Provisioning.IntendedConfigs;

namespace Provisioning.Runs;

/// <summary>An earlier run that is to be undone, and the config from before it.</summary>
internal sealed record Undo(string RunId, IntendedConfig Intended);
