namespace Provisioning.Lab.Platforms.NokiaSrl;

/// <summary>A word of a command line.</summary>
/// <param name="Text">The word, without quotes and escapes.</param>
/// <param name="Quoted">Whether it was quoted; then it is no keyword.</param>
internal readonly record struct SrlToken(string Text, bool Quoted)
{
    public bool Is(string keyword) => !Quoted && Text == keyword;
}
