namespace Provisioning.Lab.Platforms.JuniperJunos;

/// <summary>The forms of statements.</summary>
internal enum JunosKind
{
    /// <summary>A level that is gone when it is empty.</summary>
    Level,

    /// <summary>A level that means something when it is empty too, e.g. <c>family iso;</c>.</summary>
    PresentLevel,

    /// <summary>Levels with a name each, shown in the order of their names.</summary>
    List,

    /// <summary>Levels with a name each, whose order means something, e.g. the terms of a policy.</summary>
    OrderedList,

    /// <summary>A value.</summary>
    Value,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A value that is shown encrypted.</summary>
    Secret,

    /// <summary>A value that is marked as secret and shown as it is, e.g. a hash.</summary>
    Key,

    /// <summary>Many values.</summary>
    Values,

    /// <summary>A word without a value.</summary>
    Word,
}
