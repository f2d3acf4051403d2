using System.Diagnostics.CodeAnalysis;
using Provisioning.Validations;

namespace Provisioning.Drivers;

internal sealed class PlatformRegistry : IPlatformRegistry
{
    private readonly Dictionary<string, IPlatform> _byName = new(StringComparer.OrdinalIgnoreCase);

    public PlatformRegistry(IEnumerable<IPlatform> platforms)
    {
        All = [.. platforms];
        foreach (var platform in All)
        {
            foreach (var name in platform.Aliases.Prepend(platform.Name))
            {
                if (!_byName.TryAdd(name, platform))
                {
                    throw new ArgumentException(
                        $"Two platforms are registered under '{name}': {_byName[name].Name} and {platform.Name}. Register one of them under another name.");
                }
            }
        }
    }

    public IReadOnlyCollection<IPlatform> All { get; }

    public bool TryFind(string name, [NotNullWhen(true)] out IPlatform? platform) => _byName.TryGetValue(name, out platform);

    public IReadOnlyList<string> Nearest(string name) => NearestNames.Find(name, _byName.Keys);
}
