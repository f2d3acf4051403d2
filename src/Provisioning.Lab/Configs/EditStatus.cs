namespace Provisioning.Lab.Configs;

/// <summary>What became of a line.</summary>
internal enum EditStatus
{
    Accepted,
    TextFollows,
    Incomplete,
    Ambiguous,
    Invalid,
    Rejected,
}
