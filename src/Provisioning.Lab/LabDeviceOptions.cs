using Provisioning.Lab.Platforms;
using Provisioning.Lab.Platforms.AristaEos;
using Provisioning.Lab.Platforms.CiscoIos;
using Provisioning.Lab.Platforms.CiscoNxos;
using Provisioning.Lab.Platforms.CiscoXr;
using Provisioning.Lab.Platforms.JuniperJunos;
using Provisioning.Lab.Platforms.Netconf;
using Provisioning.Lab.Platforms.NokiaSrl;

namespace Provisioning.Lab;

/// <summary>What a simulated device is like when it is switched on.</summary>
public sealed record LabDeviceOptions
{
    /// <summary>The name by which it is found, like a DNS name; also the hostname when <see cref="Running"/> sets none.</summary>
    public required string Name { get; init; }

    /// <summary>The addresses by which it is found, beside its name.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>The TCP port of its SSH service. Default 22.</summary>
    public int Port { get; init; } = 22;

    /// <summary>The TCP port of its web server, where it has one. Default 443.</summary>
    public int HttpPort { get; init; } = 443;

    /// <summary>The platform's name, e.g. <c>arista_eos</c> (the default).</summary>
    public string Platform { get; init; } = "arista_eos";

    /// <summary>Makes a device of a platform that the Lab does not simulate; null (the default) for those that it does.</summary>
    public Func<LabDevice, ILabPersonality>? Personality { get; init; }

    /// <summary>The login name. Default <c>admin</c>.</summary>
    public string Username { get; init; } = "admin";

    /// <summary>The login's password. Default <c>admin</c>.</summary>
    public string Password { get; init; } = "admin";

    /// <summary>The password that the privileged mode asks for; null when it asks for none (the default).</summary>
    public string? EnablePassword { get; init; }

    /// <summary>Whether a login starts in the privileged mode. Default false.</summary>
    public bool StartsPrivileged { get; init; }

    /// <summary>The running config's text, or its lines in any order; header lines and <c>end</c> are skipped.</summary>
    public string Running { get; init; } = "";

    /// <summary>The startup config's text; the same as <see cref="Running"/> when null.</summary>
    public string? Startup { get; init; }

    /// <summary>What is special to simulated Arista EOS devices.</summary>
    public LabEosOptions Eos { get; init; } = new();

    /// <summary>What is special to simulated Cisco IOS devices.</summary>
    public LabIosOptions Ios { get; init; } = new();

    /// <summary>What is special to simulated Cisco NX-OS devices.</summary>
    public LabNxosOptions Nxos { get; init; } = new();

    /// <summary>What is special to simulated Cisco IOS XR devices.</summary>
    public LabXrOptions Xr { get; init; } = new();

    /// <summary>What is special to simulated Nokia SR Linux devices.</summary>
    public LabSrlOptions Srl { get; init; } = new();

    /// <summary>What is special to simulated NETCONF servers.</summary>
    public LabNetconfOptions Netconf { get; init; } = new();

    /// <summary>What is special to simulated Junos devices.</summary>
    public LabJunosOptions Junos { get; init; } = new();

    /// <summary>The name only, for the rest holds secrets.</summary>
    public override string ToString() => Name;
}
