using Provisioning.Lab.Commands;

namespace Provisioning.Lab.Platforms.CiscoIos;

/// <summary>The config commands that simulated IOS devices accept.</summary>
internal static class IosGrammar
{
    private static readonly Lazy<string> Text = new(() =>
    {
        using var reader = new StreamReader(typeof(IosGrammar).Assembly.GetManifestResourceStream("IosGrammar.txt")!);
        return reader.ReadToEnd();
    });

    private static readonly Lazy<CommandGrammar> Default = new(() => new(Text.Value, IosArguments.All));

    public static CommandGrammar Create(string extra) =>
        string.IsNullOrWhiteSpace(extra) ? Default.Value : new($"{Text.Value}\n{extra}", IosArguments.All);
}
