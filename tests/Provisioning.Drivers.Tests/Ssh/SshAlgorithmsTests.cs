using Provisioning.Drivers.Ssh;
using Renci.SshNet;

namespace Provisioning.Drivers.Tests.Ssh;

public class SshAlgorithmsTests
{
    [Theory]
    [InlineData(false, "curve25519")]
    [InlineData(true, "mlkem|sntrup")]
    public void The_key_exchange_that_is_tried_first_is_a_choice(bool postQuantum, string first)
    {
        var info = new ConnectionInfo("192.0.2.1", "admin", new NoneAuthenticationMethod("admin"));

        SshAlgorithms.Restrict(info, legacy: false, postQuantum, new HashSet<string>());

        Assert.Matches($"^(?:{first})", info.KeyExchangeAlgorithms.First().Key);
    }

    [Fact]
    public void Either_way_all_others_are_still_offered()
    {
        var (one, other) = (Offered(postQuantum: false), Offered(postQuantum: true));

        Assert.Equal(one.Order(), other.Order());
        Assert.Contains(one, name => name.StartsWith("sntrup", StringComparison.Ordinal));
    }

    private static List<string> Offered(bool postQuantum)
    {
        var info = new ConnectionInfo("192.0.2.1", "admin", new NoneAuthenticationMethod("admin"));
        SshAlgorithms.Restrict(info, legacy: false, postQuantum, new HashSet<string>());
        return [.. info.KeyExchangeAlgorithms.Keys];
    }
}
