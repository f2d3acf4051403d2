namespace Provisioning.Lab.Platforms.JuniperJunos;

/// <summary>A word or sign of a configuration text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The word without quotes, the comment without its marks, or the sign.</param>
internal readonly record struct JunosToken(JunosTokenKind Kind, string Text)
{
    public bool IsSign(char sign) => Kind == JunosTokenKind.Sign && Text[0] == sign;
}

