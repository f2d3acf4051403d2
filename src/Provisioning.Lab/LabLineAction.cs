namespace Provisioning.Lab;

internal enum LabLineAction
{
    CutBefore,
    CutAfter,
    SilentBefore,
    SilentAfter,
    Refuse,
}
