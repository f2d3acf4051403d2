using Provisioning.Lab.Commands;

namespace Provisioning.Lab.Platforms.CiscoXr;

/// <summary>The config commands that simulated IOS XR devices accept.</summary>
internal static class XrGrammar
{
    private static readonly Lazy<string> Text = new(() =>
    {
        using var reader = new StreamReader(typeof(XrGrammar).Assembly.GetManifestResourceStream("XrGrammar.txt")!);
        return reader.ReadToEnd();
    });

    private static readonly Lazy<CommandGrammar> Default = new(() => new(Text.Value, XrArguments.All));

    public static CommandGrammar Create(string extra) =>
        string.IsNullOrWhiteSpace(extra) ? Default.Value : new($"{Text.Value}\n{extra}", XrArguments.All);
}
