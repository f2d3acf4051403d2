namespace Provisioning.Lab.Platforms.CiscoIos;

/// <summary>A file.</summary>
/// <param name="Text">What it holds, UTF-8 on the device.</param>
/// <param name="Time">When it was written.</param>
internal sealed record IosFile(string Text, DateTimeOffset Time);
