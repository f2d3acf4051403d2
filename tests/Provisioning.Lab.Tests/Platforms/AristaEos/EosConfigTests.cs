namespace Provisioning.Lab.Tests.Platforms.AristaEos;

public class EosConfigTests
{
    [Theory]
    [InlineData("interface Ethernet1\n   frobnicate", "% Invalid input")]
    [InlineData("interface Ethernet1\n   ip address 10.0.0.300/31", "% Invalid input")]
    [InlineData("interface", "% Incomplete command")]
    [InlineData("interface Ethernet1\n   ip address 10.0.0.1", "% Incomplete command")]
    [InlineData("s", "% Ambiguous command")]
    [InlineData("router bgp 1\nrouter bgp 2", "% BGP is already running with AS number 1")]
    [InlineData("ip access-list A\n   10 permit ip any any\n   10 deny ip any any", "% Duplicate sequence number")]
    public async Task A_wrong_line_is_refused(string lines, string answer)
    {
        await using var client = await LabClient.PrivilegedAsync(EosDevices.Leaf(running: ""));
        await client.SendAsync("configure session abc");
        var split = lines.Split('\n');
        await client.SendAllAsync(split[..^1]);

        Assert.Equal(answer + "\n", await client.SendAsync(split[^1]));
    }

    [Theory]
    [InlineData("int et1\ndesc a b", "interface Ethernet1\n   description a b\n")]
    [InlineData("interface ethernet 1\n   description x\n   description y", "interface Ethernet1\n   description y\n")]
    [InlineData("interface Ethernet1\n   ip address 10.0.0.1 255.255.255.0", "interface Ethernet1\n   ip address 10.0.0.1/24\n")]
    [InlineData("interface Ethernet1\n   ip address 10.0.0.1/24\n   ip address 10.0.0.2/24", "interface Ethernet1\n   ip address 10.0.0.2/24\n")]
    [InlineData("interface Ethernet1\n   shutdown\n   no shutdown", "interface Ethernet1\n!\n")]
    [InlineData("interface Ethernet1\n   no switchport\n   switchport", "interface Ethernet1\n!\n")]
    [InlineData("interface Ethernet1\n   description x\nno interface Ethernet1", "interface Ethernet1\n!\n")]
    [InlineData("interface Ethernet1\n   description x\nvlan 5\n   name y", "vlan 5\n   name y\n")]
    [InlineData("ip route 10.1.2.3/8 192.0.2.1", "ip route 10.0.0.0/8 192.0.2.1\n")]
    [InlineData("ip access-list A\n   permit ip any any\n   deny tcp any any\n   15 permit udp any any", "ip access-list A\n   10 permit ip any any\n   15 permit udp any any\n   20 deny tcp any any\n")]
    [InlineData("ip access-list A\n   permit ip any any\n   permit ip any any", "ip access-list A\n   10 permit ip any any\n!\n")]
    [InlineData("ip prefix-list P seq 10 permit 10.0.0.0/8\nip prefix-list P seq 20 permit 11.0.0.0/8", "ip prefix-list P\n   seq 10 permit 10.0.0.0/8\n   seq 20 permit 11.0.0.0/8\n")]
    [InlineData("router bgp 1\n   neighbor 1.1.1.1 remote-as 2\n   neighbor 1.1.1.1 description x\n   no neighbor 1.1.1.1", "router bgp 1\n!\n")]
    [InlineData("router bgp 1\n   address-family evpn\n      neighbor A activate\n   vlan 10\n      rd 1:1", "router bgp 1\n   vlan 10\n      rd 1:1\n   !\n   address-family evpn\n      neighbor A activate\n")]
    [InlineData("management api http-commands\n   no shutdown", "management api http-commands\n   no shutdown\n")]
    [InlineData("ip routing", "ip routing\n")]
    [InlineData("interface Ethernet1\n   switchport trunk allowed vlan 12,10,11\n   switchport trunk allowed vlan add 20\n   switchport trunk allowed vlan remove 11", "interface Ethernet1\n   switchport trunk allowed vlan 10,12,20\n")]
    [InlineData("banner login\n  Hello  ! you\nno vlan 10\nEOF\nvlan 9", "banner login\n  Hello  ! you\nno vlan 10\nEOF\n")]
    [InlineData("interface Ethernet1\n   !! watched by the NOC\n   mtu 9000", "interface Ethernet1\n   !! watched by the NOC\n   mtu 9000\n")]
    public void Lines_take_their_canonical_form(string lines, string printed)
    {
        var running = EosDevices.Leaf(running: lines).Running + "!\n";

        Assert.Contains(printed, running);
    }

    [Fact]
    public void The_order_of_entry_does_not_matter()
    {
        var sections = EosDevices.Config.Split('\n').Aggregate(new List<string>(), (list, line) =>
        {
            if (line.StartsWith(' '))
            {
                list[^1] += "\n" + line;
            }
            else
            {
                list.Add(line);
            }

            return list;
        });
        sections.Reverse();

        Assert.Equal(EosDevices.Leaf().Running, EosDevices.Leaf(running: string.Join('\n', sections)).Running);
    }

    [Fact]
    public void What_a_device_prints_can_be_loaded_again()
    {
        var printed = EosDevices.Leaf().Running;

        Assert.Equal(printed, EosDevices.Leaf(running: printed).Running);
    }

    [Fact]
    public void A_clear_text_secret_is_never_printed()
    {
        var running = EosDevices.Leaf(running: "username bob privilege 15 secret Hunter2\nrouter bgp 1\n   neighbor 1.1.1.1 password Swordfish").Running;

        Assert.Matches(@"username bob privilege 15 secret sha512 \$6\$", running);
        Assert.DoesNotContain("Hunter2", running);
        Assert.DoesNotContain("Swordfish", running);
    }

    [Fact]
    public void A_command_can_be_taught()
    {
        var device = EosDevices.Leaf(eos: new() { ExtraGrammar = "[config]\nqueue-monitor length :: INT\n[if]\ntx-queue INT" },
            running: "queue-monitor length 5\ninterface Ethernet1\n   tx-queue 3");

        Assert.Contains("queue-monitor length 5\n", device.Running);
    }

    [Fact]
    public void A_config_with_an_unknown_line_is_refused_with_its_line()
    {
        var error = Assert.Throws<ArgumentException>(() => EosDevices.Leaf(running: "hostname x\nfrobnicate all"));

        Assert.Contains("'frobnicate all'", error.Message);
    }

    [Fact]
    public async Task A_banner_has_no_prompt_until_its_end()
    {
        await using var client = await LabClient.PrivilegedAsync(EosDevices.Leaf());
        await client.SendAsync("configure session abc");

        await client.TypeAsync("banner login\nWhy? #\tnot\nEOF\n");

        Assert.Equal("banner login\r\nEnter TEXT message. Type 'EOF' on its own line to end.\r\nWhy? #\tnot\r\nEOF\r\nleaf1(config-s-abc)#",
            await client.UntilAsync("(config-s-abc)#"));
    }

    [Fact]
    public async Task Configuring_the_terminal_changes_the_running_config_at_once()
    {
        var device = EosDevices.Leaf();
        await using var client = await LabClient.PrivilegedAsync(device);

        await client.SendAllAsync("configure terminal", "vlan 33");

        Assert.Equal(LabWrite.RunningLine, Assert.Single(device.Journal.DeviceWrites).Write);
        Assert.Contains("vlan 33", device.Running);
    }

    [Fact]
    public async Task A_port_that_is_not_there_is_configured_with_a_warning()
    {
        await using var client = await LabClient.PrivilegedAsync(EosDevices.Leaf());
        await client.SendAsync("configure session abc");

        Assert.StartsWith("! Interface does not exist.", await client.SendAsync("interface Ethernet99"));
        Assert.Equal("leaf1(config-s-abc-if-Et99)#", client.LastPrompt);
    }

    [Fact]
    public async Task A_terminal_that_configures_sees_a_commit_of_another()
    {
        var device = EosDevices.Leaf();
        await using var one = await LabClient.PrivilegedAsync(device);
        await using var two = await LabClient.PrivilegedAsync(device);
        await one.SendAllAsync("configure terminal", "vlan 40");
        await two.SendAllAsync("configure session abc", "vlan 41", "commit");

        await one.SendAsync("vlan 42");

        Assert.Equal(["vlan 10", "vlan 40", "vlan 41", "vlan 42"], device.Running.Split('\n').Where(line => line.StartsWith("vlan")));
    }

    [Fact]
    public void A_change_past_any_candidate_is_in_the_journal()
    {
        var device = EosDevices.Leaf();

        device.ChangeRunning("interface Ethernet1\n   shutdown");

        Assert.Contains("   shutdown\n", device.Running);
        Assert.Single(device.Journal.Of(LabWrite.OutOfBand));
    }
}
