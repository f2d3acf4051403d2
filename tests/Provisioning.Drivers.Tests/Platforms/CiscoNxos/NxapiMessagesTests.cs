using Provisioning.Drivers.Platforms.CiscoNxos;

namespace Provisioning.Drivers.Tests.Platforms.CiscoNxos;

public class NxapiMessagesTests
{
    [Fact]
    public void A_batch_is_one_array() => Assert.Equal(
        """[{"jsonrpc":"2.0","method":"cli_ascii","params":{"cmd":"show \"a\" | i <b>","version":1},"id":4},{"jsonrpc":"2.0","method":"cli_ascii","params":{"cmd":"dir","version":1},"id":5}]""",
        NxapiMessages.Request("cli_ascii", ["show \"a\" | i <b>", "dir"], 4));

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","result":{"msg":"one\ntwo\n"},"id":1}""", "one|two")]
    [InlineData("""[{"jsonrpc":"2.0","result":{"msg":"one\r\ntwo"},"id":1}]""", "one|two")]
    [InlineData("""[{"jsonrpc":"2.0","result":null,"id":1}]""", "")]
    [InlineData("""[{"jsonrpc":"2.0","result":{},"id":1}]""", "")]
    [InlineData("""[{"jsonrpc":"2.0","error":{"code":-32602,"message":"Invalid params","data":{"msg":"% Invalid command\n"}},"id":1}]""", "% Invalid command")]
    [InlineData("""[{"jsonrpc":"2.0","error":{"code":-32602,"message":"Invalid params","data":{"msg":"nobody knows this\nnor this\n"}},"id":1}]""", "% nobody knows this|nor this")]
    [InlineData("""[{"jsonrpc":"2.0","error":{"code":-32603,"message":"Back-end processing error"},"id":1}]""", "% Back-end processing error (NX-API error -32603)")]
    public void An_answer_is_what_a_terminal_would_show_and_an_error_is_a_failure(string answer, string lines) =>
        Assert.Equal(lines, string.Join('|', NxapiMessages.Replies(answer, ["a", "b"], 1)[0].Output));

    [Fact]
    public void Behind_an_error_answers_may_be_missing() => Assert.Single(NxapiMessages.Replies(
        """[{"jsonrpc":"2.0","error":{"code":-32602,"message":"Invalid params","data":{"msg":"% Invalid command\n"}},"id":1}]""", ["a", "b"], 1));

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"jsonrpc":"2.0","result":{"msg":"a"},"id":7}""")]
    [InlineData("""[{"jsonrpc":"2.0","result":{"msg":"a"},"id":1},{"jsonrpc":"2.0","result":{"msg":"b"},"id":2},{"jsonrpc":"2.0","result":null,"id":3}]""")]
    [InlineData("""{"jsonrpc":"2.0","id":1}""")]
    public void Anything_else_is_a_format_error(string answer) => Assert.Throws<FormatException>(() => NxapiMessages.Replies(answer, ["a", "b"], 1));

    [Theory]
    [InlineData("""{"ins_api":{"outputs":{"output":{"body":"done\n","code":"200","msg":"Success"}}}}""", "done\n")]
    [InlineData("""{"ins_api":{"outputs":{"output":{"code":"400","msg":"Input CLI command error","clierror":"Permission denied"}}}}""", "Input CLI command error Permission denied")]
    [InlineData("""{"ins_api":{}}""", null)]
    [InlineData("nothing", null)]
    public void A_bash_answer_is_what_it_printed_or_why_it_did_not_run(string answer, string? said) => Assert.Equal(said, NxapiMessages.BashAnswer(answer));
}
