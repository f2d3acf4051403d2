namespace Provisioning.Drivers.Platforms.AristaEos;

/// <summary>What kind of answer a command gives.</summary>
internal enum EosForm
{
    /// <summary>Nothing, or a few words.</summary>
    Message,

    /// <summary>Any text, e.g. a config.</summary>
    Text,

    /// <summary>JSON.</summary>
    Json,
}
