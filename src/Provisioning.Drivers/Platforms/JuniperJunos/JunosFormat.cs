namespace Provisioning.Drivers.Platforms.JuniperJunos;

/// <summary>The forms in which a configuration can be written.</summary>
internal enum JunosFormat
{
    /// <summary>Statements in braces, as <c>show configuration</c> shows them.</summary>
    Text,

    /// <summary>Configuration mode commands, as <c>show configuration | display set</c> shows them.</summary>
    Set,
}
