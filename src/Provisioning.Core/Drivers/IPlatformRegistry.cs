using System.Diagnostics.CodeAnalysis;

namespace Provisioning.Drivers;

/// <summary>The platforms that were registered, by name and alias.</summary>
public interface IPlatformRegistry
{
    /// <summary>Every platform.</summary>
    IReadOnlyCollection<IPlatform> All { get; }

    /// <summary>Finds a platform by its name or an alias, in any letter case.</summary>
    /// <param name="name">The name.</param>
    /// <param name="platform">The platform.</param>
    bool TryFind(string name, [NotNullWhen(true)] out IPlatform? platform);

    /// <summary>The registered names nearest to a mistyped one, best first.</summary>
    /// <param name="name">The mistyped name.</param>
    IReadOnlyList<string> Nearest(string name);
}
