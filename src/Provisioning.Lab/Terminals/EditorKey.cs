namespace Provisioning.Lab.Terminals;

internal enum EditorKey
{
    Text,
    Enter,
    Help,
    Interrupt,
    EndOfFile,
}
