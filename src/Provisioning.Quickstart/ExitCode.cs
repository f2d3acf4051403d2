namespace Provisioning.Quickstart;

/// <summary>What scripts may rely on.</summary>
internal static class ExitCode
{
    public const int AllWell = 0;

    public const int SomeDeviceFailed = 1;

    public const int BadInput = 2;
}
