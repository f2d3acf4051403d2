using Provisioning.Drivers.Transports;

namespace Provisioning.Lab.Platforms;

/// <summary>Who logs in and with what terminal.</summary>
/// <param name="User">The login name.</param>
/// <param name="Size">The terminal; null without one.</param>
public sealed record LabLogin(string User, TerminalSize? Size);
