using Provisioning.Lab.Http;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms;

/// <summary>How a platform behaves, what it has beside a command line included.</summary>
internal interface ILabModel : ILabPersonality
{
    /// <summary>The program behind a command that is run without a terminal, e.g. <c>scp</c>; null where the command line takes it.</summary>
    ILabProgram? Command(LabLogin login, string command) => null;

    /// <summary>The program behind a subsystem of the SSH server, e.g. <c>netconf</c>; null where the device has none of that name.</summary>
    ILabProgram? Subsystem(LabLogin login, string name) => null;

    /// <summary>The service behind the device's web server; null where it has none.</summary>
    ILabWeb? Web => null;
}
