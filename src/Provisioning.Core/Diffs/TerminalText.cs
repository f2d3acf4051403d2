namespace Provisioning.Diffs;
/// <summary>stub</summary>
public static class TerminalText
{
    /// <summary>stub</summary>
    public static string Escape(string text) => text;
}
