namespace Provisioning.Lab.Platforms.JuniperJunos;

/// <summary>The kinds of tokens.</summary>
internal enum JunosTokenKind
{
    /// <summary>A word, quoted or not.</summary>
    Word,

    /// <summary>One of <c>{ } [ ] ;</c>.</summary>
    Sign,

    /// <summary>A comment that stays with the statement behind it.</summary>
    Comment,
}
