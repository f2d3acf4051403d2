using Provisioning.Errors;

namespace Provisioning.Sources.Tests.Inventories.Trees;

public sealed class JsonTreeTests
{
    [Theory]
    [InlineData("[{\"name\": \"r1\"},\n  {\"name\": oops}]", "line 2, column 12")]
    [InlineData("[{\"name\": \"r1\"},]", "line 1, column 17")]
    [InlineData("[{\"name\": \"r1\"}\n", "line 2, column 1")]
    [InlineData("[] []", "line 1, column 4")]
    [InlineData("[] // none", "line 1, column 4")]
    [InlineData("{\"x-ü\": \"ü\", oops}", "line 1, column 14")]
    public async Task Malformed_JSON_is_refused_with_line_and_column(string text, string place)
    {
        var refusal = await InventoryFile.RefuseAsync(".json", text);

        Assert.Equal(ErrorCode.InventoryMalformed, refusal.Code);
        Assert.StartsWith($"Inventory 'lab.json', {place}: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_parsers_own_position_is_not_repeated() =>
        Assert.DoesNotContain("BytePosition", (await InventoryFile.RefuseAsync(".json", "[oops]")).Message, StringComparison.Ordinal);

    [Fact]
    public Task A_text_whose_quotes_were_forgotten_is_not_repeated() => InventoryFile.AssertRefusedAsync(
        ".json", "[{\"name\": \"r1\", \"key\": nhunter2}]", ErrorCode.InventoryMalformed,
        "Inventory 'lab.json', line 1, column 25: a value is neither in quotes nor a number, true, false or null.");

    [Fact]
    public async Task Columns_count_characters() => Assert.StartsWith(
        "Inventory 'lab.json', line 1, column 26: device 'zürich': port",
        (await InventoryFile.RefuseAsync(".json", "[{\"name\":\"zürich\",\"port\":0}]")).Message, StringComparison.Ordinal);

    [Fact]
    public Task Half_of_a_surrogate_pair_is_refused() => InventoryFile.AssertRefusedAsync(
        ".json", "[{\"name\":\n\"\\ud800\"}]", ErrorCode.InventoryMalformed,
        "Inventory 'lab.json', line 2, column 1: a text holds half of a surrogate pair.");

    [Fact]
    public async Task Deep_nesting_is_refused() => Assert.Equal(
        ErrorCode.InventoryMalformed, (await InventoryFile.RefuseAsync(".json", new string('[', 100_000))).Code);
}
