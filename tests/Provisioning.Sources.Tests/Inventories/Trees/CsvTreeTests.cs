using Provisioning.Errors;

namespace Provisioning.Sources.Tests.Inventories.Trees;

public sealed class CsvTreeTests
{
    [Fact]
    public async Task Quoted_cells_may_hold_commas_and_quotes() => Assert.Equal(
        "Berlin, \"Mitte\"",
        (await InventoryFile.ReadAsync(".csv", "name,location\nr1,\"Berlin, \"\"Mitte\"\"\"\n"))[0].Location);

    [Fact]
    public async Task Cells_are_trimmed() => Assert.Equal(
        ("r1", "frr"), (await InventoryFile.ReadAsync(".csv", " name , platform\n r1 , frr \n")) is [var d] ? (d.Name, d.Platform) : default);

    [Theory]
    [InlineData("name,port\nr1,22\n\n,\n   \nr2,22")]
    [InlineData("name,port\rr1,22\rr2,22\r")]
    public async Task Empty_rows_are_skipped_and_any_line_end_is_taken(string text) =>
        Assert.Equal(["r1", "r2"], (await InventoryFile.ReadAsync(".csv", text)).Select(device => device.Name));

    [Theory]
    [InlineData("name,role\nr1,\"open\nr2,x\n", "line 2")]
    [InlineData("name,role\nr1,a\nr2,x\"y\"\n", "line 3")]
    [InlineData("name,role\nr1,\"a\"b\n", "line 2")]
    [InlineData("name,role\r\n\r\n\"r\r\n1\",x\r\nr2,\"open", "line 5")]
    public Task A_stray_quote_is_refused_with_its_rows_line(string text, string place) => InventoryFile.AssertRefusedAsync(
        ".csv", text, ErrorCode.InventoryMalformed,
        $"Inventory 'lab.csv', {place}: a quote is not closed, or stands in the middle of a cell; "
        + "put such a cell in quotes and double the quotes inside.");

    [Theory]
    [InlineData("name;port\nr1;22\n")]
    [InlineData("name\tport\nr1\t22\n")]
    public Task Another_separator_is_named(string text) => InventoryFile.AssertRefusedAsync(
        ".csv", text, ErrorCode.InventoryMalformed,
        "Inventory 'lab.csv', line 1: the columns are not separated by commas; save the file with commas.");

    [Theory]
    [InlineData("name,port\nr1\n", "line 2: the row has 1 cells, the header has 2; check commas and quotes")]
    [InlineData("name,port\nr1,22,x\n", "line 2: the row has 3 cells, the header has 2; check commas and quotes")]
    [InlineData("role\nx\n", "line 1: there is no column 'name'; the first row must name the columns")]
    [InlineData("name,role,Role\nr1,a,b\n", "line 1: the column 'role' is there already; keep one")]
    [InlineData("name,options.a,Options.A\nr1,,\n", "line 1: the column 'options.a' is there already; keep one")]
    [InlineData("name,\nr1,x\n", "line 1: column 2 has no name")]
    [InlineData("name,role,location\n\"r1\",\"a\nb\",x\n", "line 2: device 'r1': role holds a control character or a line break; remove it")]
    [InlineData("name,options\nr1,a=1;hunter2\n", "line 2: 'options' holds a part without a key; write key=value;key=value")]
    [InlineData("name,options,options.a\nr1,a=1,2\n", "line 2: device 'r1': option 'a' is there twice (case does not count); keep one")]
    public Task What_does_not_fit_the_header_is_refused(string text, string problem) => InventoryFile.AssertRefusedAsync(
        ".csv", text, ErrorCode.InventoryEntryInvalid, $"Inventory 'lab.csv', {problem}");

    [Fact]
    public async Task An_options_value_may_hold_an_equals_sign() => Assert.Equal(
        "b=c", (await InventoryFile.ReadAsync(".csv", "name,options\nr1,a = b=c ;\n"))[0].Option("a"));

    [Fact]
    public async Task Empty_option_cells_are_not_set() =>
        Assert.Empty((await InventoryFile.ReadAsync(".csv", "name,options.a,options\nr1,,\n"))[0].Options);
}
