using System.Text.RegularExpressions;
using Provisioning.Lab.Commands;

namespace Provisioning.Lab.Platforms.CiscoNxos;

/// <summary>The config commands that simulated NX-OS devices accept.</summary>
internal static partial class NxosGrammar
{
    private static readonly string[] Interfaces = ["Ethernet", "loopback", "Vlan", "port-channel", "mgmt", "nve", "Tunnel"];

    public static Dictionary<string, ArgumentReader> Arguments { get; } = new(CommonArguments.All, StringComparer.Ordinal) { ["IFACE"] = Interface };

    private static readonly Lazy<string> Text = new(() =>
    {
        using var reader = new StreamReader(typeof(NxosGrammar).Assembly.GetManifestResourceStream("NxosGrammar.txt")!);
        return reader.ReadToEnd();
    });

    private static readonly Lazy<CommandGrammar> Default = new(() => new(Text.Value, Arguments));

    public static CommandGrammar Create(string extra) =>
        string.IsNullOrWhiteSpace(extra) ? Default.Value : new($"{Text.Value}\n{extra}", Arguments);

    private static int Interface(IReadOnlyList<string> words, int at, List<string> canonical)
    {
        var name = InterfaceName().Match(words[at]);
        var kind = !name.Success ? null : Interfaces.FirstOrDefault(kind => kind.StartsWith(name.Groups[1].Value, StringComparison.OrdinalIgnoreCase));
        if (kind is null)
        {
            return 0;
        }

        canonical.Add(kind + name.Groups[2].Value);
        return 1;
    }

    [GeneratedRegex(@"^([A-Za-z-]+?)(\d+(?:[/.]\d+)*)$")]
    private static partial Regex InterfaceName();
}
