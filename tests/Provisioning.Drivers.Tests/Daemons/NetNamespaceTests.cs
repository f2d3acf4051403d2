using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Daemons;

public sealed class NetNamespaceTests
{
    [Fact]
    public async Task The_interfaces_exist_and_are_up()
    {
        await using var network = await CreateOrSkipAsync(interfaces: 2);

        var links = await network.RunAsync(["ip", "-o", "link", "show", "up"], TestContext.Current.CancellationToken);

        Assert.All([": lo:", ": eth0@", ": eth1@"], name => Assert.Contains(name, links.Output));
    }

    [Fact]
    public async Task A_disposed_namespace_is_gone()
    {
        var network = await CreateOrSkipAsync(interfaces: 0);

        await network.DisposeAsync();

        Assert.False(File.Exists($"/run/netns/{network.Name}"));
    }

    private static async Task<NetNamespace> CreateOrSkipAsync(int interfaces)
    {
        try
        {
            return await NetNamespace.CreateAsync(interfaces, TestContext.Current.CancellationToken);
        }
        catch (MissingComponentException missing)
        {
            Assert.Skip(missing.Message);
            throw;
        }
    }
}
