using System.Text.Json;
using Provisioning.Drivers.Cli;
using Provisioning.Drivers.Platforms.AristaEos;

namespace Provisioning.Drivers.Tests.Platforms.AristaEos;

/// <summary>Answers as users of eAPI have recorded them.</summary>
public class EapiMessagesTests
{
    private static readonly EapiCommand[] Two = [new(new("enable")), new(new("show bogus command", 7))];

    [Fact]
    public void A_request_carries_commands_and_inputs()
    {
        using var json = JsonDocument.Parse(EapiMessages.Request("id-1", "text", [new(new("enable"), "s\"e"), new(new("show version"))]));
        var root = json.RootElement;

        Assert.Equal("2.0", root.GetProperty("jsonrpc").GetString());
        Assert.Equal("runCmds", root.GetProperty("method").GetString());
        Assert.Equal("id-1", root.GetProperty("id").GetString());
        Assert.Equal("""{"version":1,"format":"text","cmds":[{"cmd":"enable","input":"s\"e"},"show version"]}""", root.GetProperty("params").GetRawText());
    }

    [Fact]
    public void A_here_doc_is_the_input_of_its_command_without_the_last_EOF()
    {
        var lines = AristaEosConfig.Lines("management api http-commands\n   protocol https certificate\ncert\nEOF\nkey\nEOF\nbanner motd\nEOF\nip routing\n", "session");

        Assert.Equal(
            [("management api http-commands", null), ("protocol https certificate", "cert\nEOF\nkey"), ("end", null), ("session", null), ("banner motd", ""), ("ip routing", null), ("end", null)],
            EapiCommand.From(lines).Select(command => (command.Line.Text, command.Input)));
    }

    [Fact]
    public void Text_is_given_by_lines()
    {
        var replies = EapiMessages.Replies("""{"jsonrpc":"2.0","id":"a","result":[{"output":""},{"output":"one\n\ntwo\n"}]}""", "a", Two);

        Assert.Empty(replies[0].Output);
        Assert.Equal(["one", "", "two"], replies[1].Output);
        Assert.Equal(7, replies[1].Line.Number);
    }

    [Fact]
    public void Json_is_given_as_it_stands_and_messages_as_lines()
    {
        var replies = EapiMessages.Replies("""{"jsonrpc":"2.0","id":"a","result":[{"messages":["Copy completed successfully."]},{"version":"4.32.2F","uptime":1.5}]}""", "a", Two);

        Assert.Equal(["Copy completed successfully."], replies[0].Output);
        Assert.Equal("""{"version":"4.32.2F","uptime":1.5}""", replies[1].Text);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":"a","error":{"code":1002,"data":[{"output":""},{"errors":["Invalid input (at token 1: 'bogus')"],"output":"% Invalid input (at token 1: 'bogus')\n"}],"message":"CLI command 2 of 2 'show bogus command' failed: invalid command"}}""", "% Invalid input (at token 1: 'bogus')")]
    [InlineData("""{"jsonrpc":"2.0","id":"a","error":{"code":1002,"data":[{},{"errors":["incomplete token (at token 1: 'run')"]}],"message":"CLI command 2 of 2 'show run' failed: invalid command"}}""", "% incomplete token (at token 1: 'run')")]
    [InlineData("""{"jsonrpc":"2.0","id":"a","error":{"code":1000,"data":[{},{"errors":[""]}],"message":"CLI command 2 of 2 'show file systems' failed: could not run command"}}""", "% could not run command (eAPI error 1000)")]
    [InlineData("""{"jsonrpc":"2.0","id":"a","error":{"code":1003,"message":"CLI command 2 of 2 'show ip route' failed: unconverted command"}}""", "% unconverted command (eAPI error 1003)")]
    [InlineData("""{"jsonrpc":"2.0","id":"a","error":{"code":1001,"data":[],"message":"CLI command 2 of 2 'description failed: x' has crashed"}}""", "% CLI command 2 of 2 'description failed: x' has crashed (eAPI error 1001)")]
    public void The_command_that_failed_is_found_and_its_words_are_given(string answer, string said)
    {
        var replies = EapiMessages.Replies(answer, "a", [.. Two, new(new("show never run"))]);

        Assert.Equal(2, replies.Count);
        Assert.Equal(7, replies[1].Line.Number);
        Assert.Equal([said], replies[1].Output);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>404</html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"jsonrpc":"2.0","id":"b","result":[{},{}]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"a"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"a","result":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"a","result":[{}]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"a","result":[{},{},{}]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"a","result":[{},"done"]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"a","result":[{},{"output":7}]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"a","error":{"code":-32602,"message":"runCmds() got an unexpected keyword argument 'x'"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"a","error":{"code":1002,"message":"CLI command 3 of 3 'x' failed: invalid command"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"a","error":{"code":1002,"message":"CLI command 0 of 2 'x' failed: invalid command"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"a","error":{}}""")]
    public void Anything_else_is_no_answer(string answer) => Assert.Throws<FormatException>(() => EapiMessages.Replies(answer, "a", Two));

    [Fact]
    public void A_secret_input_is_not_shown() => Assert.Equal("enable", new EapiCommand(new CliLine("enable"), "Secret9").ToString());
}
