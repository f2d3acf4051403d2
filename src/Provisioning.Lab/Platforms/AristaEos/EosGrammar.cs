using Provisioning.Lab.Commands;

namespace Provisioning.Lab.Platforms.AristaEos;

/// <summary>The config commands that simulated EOS devices accept.</summary>
internal static class EosGrammar
{
    private static readonly Lazy<string> Text = new(() =>
    {
        using var reader = new StreamReader(typeof(EosGrammar).Assembly.GetManifestResourceStream("EosGrammar.txt")!);
        return reader.ReadToEnd();
    });

    private static readonly Lazy<CommandGrammar> Default = new(() => new(Text.Value, EosArguments.All));

    public static CommandGrammar Create(string extra) =>
        string.IsNullOrWhiteSpace(extra) ? Default.Value : new($"{Text.Value}\n{extra}", EosArguments.All);
}
