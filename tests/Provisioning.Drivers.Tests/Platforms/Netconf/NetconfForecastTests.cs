using Provisioning.Drivers.Netconf;
using Provisioning.Drivers.Platforms.Netconf;

namespace Provisioning.Drivers.Tests.Platforms.Netconf;

/// <summary>What an edit will make of a config, told without data models.</summary>
public class NetconfForecastTests
{
    private const string Operation = "xmlns:nc='urn:ietf:params:xml:ns:netconf:base:1.0' nc:operation";

    [Theory]
    [InlineData("<a>1</a><b>2</b>", "<a>3</a>", "<a>3</a><b>2</b>")]
    [InlineData("<a>1</a>", "<b>2</b>", "<a>1</a><b>2</b>")]
    [InlineData("<c><a>1</a></c>", "<c><b>2</b></c>", "<c><a>1</a><b>2</b></c>")]
    [InlineData("<c><a>1</a></c>", "<c><a>2</a></c>", "<c><a>2</a></c>")]
    [InlineData("<a>1</a>", "<a>1</a>", "<a>1</a>")]
    public void A_merge_sets_leaves_and_goes_into_containers(string running, string edit, string result) => Is(running, edit, LoadOperation.Merge, result);

    [Theory]
    [InlineData("<i><n>1</n><d>x</d></i><i><n>2</n></i>", "<i><n>2</n><d>y</d></i>", "<i><n>1</n><d>x</d></i><i><n>2</n><d>y</d></i>")]
    [InlineData("<i><n>1</n></i><i><n>2</n></i>", "<i><n>3</n></i>", "<i><n>1</n></i><i><n>2</n></i><i><n>3</n></i>")]
    [InlineData("<i><n>1</n></i>", "<i><n>2</n></i><i><n>3</n></i>", "<i><n>1</n></i><i><n>2</n></i><i><n>3</n></i>")]
    [InlineData("<i><name>1</name></i><z/>", "<i><name>2</name></i>", "<i><name>1</name></i><i><name>2</name></i><z/>")]
    [InlineData("<i><if-index>1</if-index></i>", "<i><if-index>2</if-index></i>", "<i><if-index>1</if-index></i><i><if-index>2</if-index></i>")]
    public void Entries_of_a_list_are_told_apart_by_their_first_leaf(string running, string edit, string result) => Is(running, edit, LoadOperation.Merge, result);

    [Fact]
    public void As_many_first_leaves_count_as_tell_all_entries_apart() => Is(
        "<r><p>10</p><v>a</v><x>1</x></r><r><p>10</p><v>b</v></r>",
        "<r><p>10</p><v>b</v><x>2</x></r><r><p>10</p><v>c</v></r>",
        LoadOperation.Merge,
        "<r><p>10</p><v>a</v><x>1</x></r><r><p>10</p><v>b</v><x>2</x></r><r><p>10</p><v>c</v></r>");

    /// <summary>A server may send two entries that are the same in as many leaves as it likes.</summary>
    [Fact]
    public async Task Entries_that_nothing_tells_apart_are_not_compared_for_ever()
    {
        var entry = $"<r>{string.Concat(Enumerable.Repeat("<l>1</l>", 20_000))}</r>";
        await Task.Run(() => Forecast($"<top>{entry}{entry}</top>", "<top/>", LoadOperation.Merge), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_forecast_is_given_up() => Assert.Throws<OperationCanceledException>(() =>
        NetconfForecast.Of(NetconfXml.Parse("<data/>"), NetconfXml.Parse("<config><top/></config>"), LoadOperation.Merge, new(canceled: true)));

    [Fact]
    public void Keys_may_stand_anywhere_in_the_edit() => Is(
        "<i><n>1</n></i><i><n>2</n></i>", "<i><d>y</d><n>2</n></i>", LoadOperation.Merge, "<i><n>1</n></i><i><n>2</n><d>y</d></i>");

    [Theory]
    [InlineData("<s>1</s><s>2</s>", "<s>2</s>", "<s>1</s><s>2</s>")]
    [InlineData("<s>1</s><s>2</s>", "<s>3</s>", "<s>1</s><s>2</s><s>3</s>")]
    [InlineData("<s>1</s>", "<s>2</s><s>3</s>", "<s>1</s><s>2</s><s>3</s>")]
    public void Values_of_a_leaf_list_are_added(string running, string edit, string result) => Is(running, edit, LoadOperation.Merge, result);

    [Theory]
    [InlineData("remove", "<i><n>2</n></i>")]
    [InlineData("replace", "<i><n>1</n><e>new</e></i><i><n>2</n></i>")]
    public void Operations_in_the_text_count(string operation, string result) => Is(
        "<i><n>1</n><d>old</d></i><i><n>2</n></i>", $"<i {Operation}='{operation}'><n>1</n>{(operation == "remove" ? "" : "<e>new</e>")}</i>", LoadOperation.Merge, result);

    [Fact]
    public void What_is_removed_and_was_never_there_is_not_added() =>
        Is("<a>1</a>", $"<c><d>1</d><e {Operation}='remove'/></c>", LoadOperation.Merge, "<a>1</a><c><d>1</d></c>");

    /// <summary>The server keeps its own order, so that a config in another order is no change.</summary>
    [Fact]
    public void A_replacement_takes_away_and_keeps_places() => Is(
        "<i><n>1</n><d>x</d></i><i><n>2</n></i><a>1</a>", "<a>2</a><i><n>3</n></i><i><n>2</n></i>", LoadOperation.Replace, "<i><n>2</n></i><i><n>3</n></i><a>2</a>");

    /// <summary>Top elements are containers, as far as nothing tells otherwise.</summary>
    [Fact]
    public void A_top_elements_first_leaf_is_no_key() =>
        Assert.Equal("<top>\n  <name>b</name>\n</top>\n", Forecast("<top><name>a</name></top>", "<top><name>b</name></top>", LoadOperation.Merge));

    private static void Is(string running, string edit, LoadOperation operation, string result)
    {
        Assert.Equal(CanonicalXml.Print(NetconfXml.Parse($"<data><top>{result}</top></data>")), Forecast($"<top>{running}</top>", $"<top>{edit}</top>", operation));
    }

    private static string Forecast(string running, string edit, LoadOperation operation) => CanonicalXml.Print(NetconfForecast.Of(
        NetconfXml.Parse($"<data>{running}</data>"), NetconfXml.Parse($"<config>\n {edit}\n</config>"), operation, TestContext.Current.CancellationToken));
}
