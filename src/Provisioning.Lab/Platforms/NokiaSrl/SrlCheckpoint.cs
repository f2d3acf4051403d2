namespace Provisioning.Lab.Platforms.NokiaSrl;

/// <summary>A checkpoint of the running config.</summary>
internal sealed record SrlCheckpoint(string Name, string Comment, SrlConfig Config, string User, DateTimeOffset Created);
