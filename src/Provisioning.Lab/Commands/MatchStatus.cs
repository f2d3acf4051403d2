namespace Provisioning.Lab.Commands;

internal enum MatchStatus
{
    Complete,
    Incomplete,
    Ambiguous,
    Invalid,
}
