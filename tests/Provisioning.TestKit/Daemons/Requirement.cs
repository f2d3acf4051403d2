using System.Diagnostics.CodeAnalysis;
using Xunit;

namespace Provisioning.TestKit.Daemons;

/// <summary>Something of the machine that a test needs. The one place that says whether it is there.</summary>
public sealed record Requirement(string Name, string Source, Func<bool> IsThere)
{
    /// <summary>Set to 1, a missing component fails a test instead of skipping it.</summary>
    public const string RequireVariable = "PROVISION_TESTS_REQUIRE_DAEMONS";

    public static Requirement Sshd { get; } = Program("sshd", "openssh-server");

    public static Requirement SshKeygen { get; } = Program("ssh-keygen", "openssh-client");

    public static Requirement Vtysh { get; } = Program("vtysh", "frr");

    public static Requirement Zebra { get; } = new("zebra", "Debian package frr", () => File.Exists("/usr/lib/frr/zebra"));

    public static Requirement Bird { get; } = Program("bird", "bird2");

    public static Requirement Netconfd { get; } = Program("netconfd", "netconfd");

    public static Requirement Ip { get; } = Program("ip", "iproute2");

    public static Requirement Root { get; } =
        new("root", "to create users for logins", () => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess);

    /// <summary>A program in one of the usual folders.</summary>
    public static Requirement Program(string name, string package) =>
        new(name, $"Debian package {package}", () => PathOf(name) is not null);

    /// <summary>The full path of a program, or null.</summary>
    public static string? PathOf(string program) =>
        new[] { "/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/sbin", "/usr/local/bin" }
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Skips the test, or fails it where the components must be there, unless all are.</summary>
    public static void Need(params Requirement[] requirements)
    {
        foreach (var missing in requirements.Where(requirement => !requirement.IsThere()))
        {
            SkipOrFail($"needs {missing.Name} ({missing.Source})");
        }
    }

    /// <summary>Skips the test, or fails it where the components must be there.</summary>
    /// <param name="reason">What is missing.</param>
    [DoesNotReturn]
    public static void SkipOrFail(string reason)
    {
        Assert.False(Environment.GetEnvironmentVariable(RequireVariable) == "1", $"{reason}, and {RequireVariable} is 1");
        Assert.Skip(reason);
    }
}
