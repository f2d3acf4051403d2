using Microsoft.Extensions.DependencyInjection;

namespace Provisioning.Quickstart;

/// <summary>What the program takes from its process; tests put their own in its place.</summary>
internal sealed record Surroundings
{
    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Whether diffs are coloured.</summary>
    public bool Colours { get; init; }

    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Has the last word on the services.</summary>
    public Action<IServiceCollection> Services { get; init; } = _ => { };

    public static Surroundings OfThisProcess() => new()
    {
        Output = Console.Out,
        Error = Console.Error,
        Colours = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
    };
}
