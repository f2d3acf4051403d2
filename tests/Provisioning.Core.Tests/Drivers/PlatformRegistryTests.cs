using Provisioning.Core.Tests.Runs;
using Provisioning.Drivers;

namespace Provisioning.Core.Tests.Drivers;

public sealed class PlatformRegistryTests
{
    [Fact]
    public void Two_platforms_of_one_name_are_refused_and_both_are_named()
    {
        var refusal = Assert.Throws<ArgumentException>(() => new PlatformRegistry([Platform("a_os", "a"), Platform("b_os", "A")]));

        Assert.Contains("'A': a_os and b_os", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_platforms_are_listed_once() =>
        Assert.Equal(["a_os", "b_os"], new PlatformRegistry([Platform("a_os", "a"), Platform("b_os", "b")]).All.Select(platform => platform.Name));

    [Fact]
    public void An_unknown_name_finds_nothing() => Assert.False(new PlatformRegistry([Platform("a_os", "a")]).TryFind("c_os", out _));

    private static FakePlatform Platform(string name, string alias) =>
        new(new FakeDevice(new TestTime())) { Name = name, Aliases = [alias] };
}
