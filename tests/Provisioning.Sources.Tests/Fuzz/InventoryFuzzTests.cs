using System.Text;
using System.Text.Json;
using CsCheck;
using Provisioning.Errors;
using Provisioning.Inventories;
using Provisioning.Sources.Inventories;
using Provisioning.TestKit.Faults;

namespace Provisioning.Sources.Tests.Fuzz;

public sealed class InventoryFuzzTests : IDisposable
{
    private static readonly string[] Words =
        ["name", "address", "port", "platform", "tags", "options", "options.a", "devices", ":", ": ", ",", ";", "=", "\n", "- ", "  ", "{", "}", "[", "]", "\"", "'", "|", ">", "&a", "*a", "<<", "!!str", "#", "---", "\t", "null", "true", "1", "leaf1", "192.0.2.1", "\r\n", "\\u", "%"];

    private static readonly Gen<string> Words2 = Gen.String[Gen.Char["abcxyz01289_-"], 1, 8].Select(text => "n" + text);

    private static readonly Gen<Device[]> Devices = Words2.Select(Words2, Gen.Int[1, 65535], Words2.Array[0, 3], Words2)
        .Select((name, role, port, tags, value) => new Device
        {
            Name = name, Role = role, Port = port, Tags = tags, Options = new Dictionary<string, string> { ["key"] = value },
        }).Array[0, 6].Select(devices => devices.DistinctBy(device => device.Name).ToArray());

    private readonly string _folder = Directory.CreateTempSubdirectory("prvtest-inventories-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(".json")]
    [InlineData(".csv")]
    [InlineData(".yaml")]
    public void Any_file_is_devices_or_refused_with_its_name(string extension) =>
        FuzzTexts.Bytes(Words).Sample(content =>
        {
            var path = Write(extension, content);
            try
            {
                Assert.All(Read(path), device => Assert.NotEmpty(device.Name));
            }
            catch (InventoryException error)
            {
                Assert.Contains($"'{path}'", error.Message, StringComparison.Ordinal);
                Assert.DoesNotContain(error.Message, character => char.IsControl(character) && character != '\n');
            }
        });

    [Fact]
    public void What_is_written_as_json_is_read_back() => Devices.Sample(devices => AssertReadBack(".json", Json(devices), devices));

    /// <summary>JSON is YAML.</summary>
    [Fact]
    public void What_is_written_as_yaml_is_read_back() => Devices.Sample(devices => AssertReadBack(".yaml", Json(devices), devices));

    [Fact]
    public void What_is_written_as_csv_is_read_back() => Devices.Sample(devices => AssertReadBack(
        ".csv",
        "name,role,port,tags,options.key\n" + string.Concat(devices.Select(device => $"{device.Name},{device.Role},{device.Port},{string.Join(';', device.Tags)},\"{device.Options["key"]}\"\n")),
        devices));

    private static string Json(Device[] devices) => JsonSerializer.Serialize(
        devices.Select(device => new { name = device.Name, role = device.Role, port = device.Port, tags = device.Tags, options = device.Options }));

    private void AssertReadBack(string extension, string text, Device[] devices)
    {
        static string Show(Device device) => $"{device.Name} {device.Role} {device.Port} {string.Join(' ', device.Tags)} {string.Join(' ', device.Options)}";
        Assert.Equal(devices.Select(Show), Read(Write(extension, Encoding.UTF8.GetBytes(text))).Select(Show));
    }

    private string Write(string extension, byte[] content)
    {
        var path = Path.Combine(_folder, Guid.NewGuid().ToString("N") + extension);
        File.WriteAllBytes(path, content);
        return path;
    }

    private static List<Device> Read(string path)
    {
        try
        {
            return [.. new FileInventory(path).GetDevicesAsync(CancellationToken.None).ToBlockingEnumerable()];
        }
        finally
        {
            File.Delete(path);
        }
    }
}
