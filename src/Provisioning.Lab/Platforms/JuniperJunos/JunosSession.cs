namespace Provisioning.Lab.Platforms.JuniperJunos;

/// <summary>Somebody who works on the configuration.</summary>
/// <param name="Pid">The process that serves it; NETCONF's session-id.</param>
/// <param name="User">The login.</param>
/// <param name="Client">How it came, as the commit history says it.</param>
/// <param name="Since">When it came.</param>
internal sealed record JunosSession(int Pid, string User, string Client, DateTimeOffset Since);
