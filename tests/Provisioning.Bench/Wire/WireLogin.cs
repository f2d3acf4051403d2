namespace Provisioning.Bench.Wire;

/// <summary>How to reach a device.</summary>
/// <param name="Port">The port of its sshd on 127.0.0.1.</param>
/// <param name="HostKey">Its host key, as known_hosts has it.</param>
/// <param name="User">A user who may log in.</param>
/// <param name="Password">The user's password.</param>
internal sealed record WireLogin(int Port, string HostKey, string User, string Password);
