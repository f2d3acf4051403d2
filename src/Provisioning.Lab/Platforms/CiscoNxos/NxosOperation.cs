namespace Provisioning.Lab.Platforms.CiscoNxos;

/// <summary>How a replacement went.</summary>
/// <param name="File">The file.</param>
/// <param name="User">Who did it.</param>
/// <param name="Time">When.</param>
/// <param name="Succeeded">Whether it succeeded.</param>
internal sealed record NxosOperation(string File, string User, DateTimeOffset Time, bool Succeeded);
