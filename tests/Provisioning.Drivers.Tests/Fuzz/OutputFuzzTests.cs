using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Provisioning.Drivers.Cli;
using Provisioning.Errors;
using Provisioning.TestKit.Faults;

namespace Provisioning.Drivers.Tests.Fuzz;

/// <summary>What the platforms read out of a device's text, whatever that text is.</summary>
public sealed partial class OutputFuzzTests
{
    private const string Schedule = "/proc/thread-self/schedstat";
    private const BindingFlags Own = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private static readonly Type[] Types = typeof(CliSession).Assembly.GetTypes();

    /// <summary>Every pattern that is searched in lines; a Unix device's scripts answer with whole texts, which a multi-line pattern is searched in.</summary>
    private static readonly Regex[] Patterns = [.. Types.SelectMany(type => type.GetMethods(Own))
        .Where(method => method.ReturnType == typeof(Regex) && method.GetParameters().Length == 0)
        .Select(method => (Regex)method.Invoke(null, null)!)];

    /// <summary>What most repetitions take; the first four find most, and all are tried when there is time.</summary>
    private static readonly string[] Repeated = [" ", "1", "a", "a ", "1 ", "a-", "A", "::", "\\\""];

    private static readonly string[] Words = [.. Patterns.SelectMany(pattern => Word().Matches(pattern.ToString()).Select(match => match.Value)).Distinct(), " ", "  ", "%", "!", "{", "}", "[", "]", ":", "\"", "\\", "/", "1", "12:34:56", "prv-0a1b2c3d", "0a1b2c3d", "-", ">", "\t", "99999999999999999999"];

    public static TheoryData<string> Parsers => [.. Methods().Select(Name).Distinct()];

    [Theory]
    [MemberData(nameof(Parsers))]
    public void A_parser_takes_any_text_or_refuses_it(string name)
    {
        foreach (var method in Methods().Where(method => Name(method) == name))
        {
            FuzzTexts.Lines(Words).Sample(lines => Call(method, lines));
        }
    }

    /// <summary>A pattern that tries again from every place would take hours for the longest line that is taken.</summary>
    [Fact]
    public async Task No_pattern_takes_the_square_of_a_lines_length()
    {
        await using var services = new ServiceCollection().AddLogging().AddSshTransport().AddBuiltInPlatforms().BuildServiceProvider();
        var secrets = services.GetServices<IPlatform>().SelectMany(platform => platform.SecretPatterns).Select(secret => secret.Regex);
        var slow = new ConcurrentQueue<string>();
        Parallel.ForEach(Patterns.Concat(secrets).DistinctBy(pattern => $"{pattern}"), pattern =>
        {
            var tried = new Regex(pattern.ToString(), pattern.Options & ~RegexOptions.Compiled, TimeSpan.FromSeconds(10));
            if (LongLines(pattern.ToString()).FirstOrDefault(line => Enumerable.Range(0, 4).All(_ => IsSlow(tried, line))) is { } line)
            {
                slow.Enqueue($"{pattern} on '{line[..40]}'");
            }
        });

        Assert.True(slow.IsEmpty, string.Join('\n', slow));
    }

    private static bool IsSlow(Regex pattern, string line)
    {
        var began = Worked();
        try
        {
            _ = pattern.Count(line);
        }
        catch (RegexMatchTimeoutException)
        {
            // It has worked for long, or on a busy machine not at all.
        }

        return Worked() - began > TimeSpan.FromSeconds(0.15);
    }

    // How long this thread has had a core, where the system tells; others may have it meanwhile.
    private static TimeSpan Worked() => File.Exists(Schedule)
        ? TimeSpan.FromMicroseconds(long.Parse(File.ReadAllText(Schedule).Split(' ')[0], CultureInfo.InvariantCulture) / 1000)
        : TimeSpan.FromMilliseconds(Environment.TickCount64);

    // Beginnings that a pattern may know, and behind each very much of what its repetitions take.
    private static IEnumerable<string> LongLines(string pattern) =>
        from beginning in Word().Matches(pattern).Select(match => match.Value).Take(8).Prepend("").Append("Jan  1 11:11:11 ").Append(" 1 -rw- 1 ").Append("-rw- ").Distinct()
        from repeated in Repeated.Take(Environment.GetEnvironmentVariable("CsCheck_Time") is null ? 4 : int.MaxValue)
        select $"{beginning}{string.Concat(Enumerable.Repeat(repeated, 20_000 / repeated.Length))}\u0001";

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    private static IEnumerable<MethodInfo> Methods() => Types.Where(type => type.Name.EndsWith("Output", StringComparison.Ordinal))
        .SelectMany(type => type.GetMethods(Own))
        .Where(method => !method.IsPrivate && method.GetParameters() is { Length: > 0 } parameters && parameters.All(IsText));

    private static bool IsText(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(string) || parameter.ParameterType.IsAssignableFrom(typeof(string[]));

    private static void Call(MethodInfo method, string[] lines)
    {
        try
        {
            var result = method.Invoke(null, [.. method.GetParameters().Select(parameter => parameter.ParameterType == typeof(string) ? (object)string.Join('\n', lines) : lines)]);
            Assert.True(result is not string text || text.Length <= 1000 + (2 * lines.Sum(line => line.Length + 1)), "No more comes out than went in.");
        }
        catch (TargetInvocationException error) when (error.InnerException is ProvisioningException or FormatException)
        {
        }
    }

    [GeneratedRegex(@"[A-Za-z][\w ]{2,}|[%!\-]+")]
    private static partial Regex Word();
}
