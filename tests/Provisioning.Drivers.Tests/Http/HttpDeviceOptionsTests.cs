using Provisioning.Drivers.Http;
using Provisioning.Errors;

namespace Provisioning.Drivers.Tests.Http;

public class HttpDeviceOptionsTests
{
    private const string Hex = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private static readonly HttpService Service = new("eAPI", "/command-api", "Switch it on.");

    [Theory]
    [InlineData(Hex)]
    [InlineData("SHA256:" + Hex)]
    [InlineData("00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF")]
    public void A_fingerprint_is_read_in_every_form_in_use(string written) =>
        Assert.Equal(Convert.FromHexString(Hex), Parse((HttpDeviceOptions.FingerprintKey, written)).Fingerprint);

    [Theory]
    [InlineData("https_fingerprint", "abcd")]
    [InlineData("https_fingerprint", "zz112233445566778899aabbccddeeff00112233445566778899aabbccddeeff")]
    [InlineData("https_verify", "perhaps")]
    [InlineData("http_plain", "")]
    public void A_value_that_cannot_be_used_is_refused(string key, string value)
    {
        var error = Assert.Throws<ValidationException>(() => Parse((key, value)));

        Assert.Equal(ErrorCode.DeviceOptionInvalid, error.Code);
        Assert.Contains(key, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_contradict_each_other_are_refused() =>
        Assert.Equal(ErrorCode.DeviceOptionInvalid, Assert.Throws<ValidationException>(() => Parse(("https_verify", "false"), ("https_fingerprint", Hex))).Code);

    [Fact]
    public void By_default_the_certificate_is_verified()
    {
        var options = Parse();

        Assert.True(options.Verify);
        Assert.False(options.Plain);
    }

    [Fact]
    public void A_CA_file_that_is_missing_is_named()
    {
        var error = Assert.Throws<ValidationException>(() => new HttpTransport().CreateHandler(Context("192.0.2.1", (HttpDeviceOptions.CaFileKey, "/nowhere/ca.pem"))));

        Assert.Equal(ErrorCode.DeviceOptionInvalid, error.Code);
        Assert.Contains("/nowhere/ca.pem", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_CA_file_without_a_certificate_is_refused_at_once()
    {
        var file = Path.GetTempFileName();
        try
        {
            Assert.Throws<ArgumentException>(() => new HttpTransport(new() { CaFile = file }));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("192.0.2.1", null, false, "https://192.0.2.1/command-api")]
    [InlineData("leaf1.example.net", 8443, false, "https://leaf1.example.net:8443/command-api")]
    [InlineData("2001:db8::1", null, false, "https://[2001:db8::1]/command-api")]
    [InlineData("192.0.2.1", null, true, "http://192.0.2.1/command-api")]
    public void A_device_has_a_URL(string address, int? port, bool plain, string url)
    {
        var device = Context(address, plain ? [(HttpDeviceOptions.PlainKey, "true")] : []).Device with { Port = port };

        Assert.Equal(url, HttpTarget.Of(device, Service).Url.AbsoluteUri);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    public void An_address_that_is_none_is_refused(string address) =>
        Assert.Equal(ErrorCode.AddressMissing, Assert.Throws<ValidationException>(() => HttpTarget.Of(Context(address).Device, Service)).Code);

    [Theory]
    [InlineData(null, "ssh")]
    [InlineData("EAPI", "eapi")]
    public void A_transport_is_chosen_by_its_name(string? wanted, string chosen) => Assert.Equal(
        chosen, TransportOption.Choose(Context("192.0.2.1", wanted is null ? [] : [(TransportOption.Key, wanted)]).Device, "ssh", "eapi"));

    [Fact]
    public void A_transport_that_a_platform_lacks_is_refused()
    {
        var error = Assert.Throws<ValidationException>(() => TransportOption.Choose(Context("192.0.2.1", (TransportOption.Key, "netconf")).Device, "ssh", "eapi"));

        Assert.Equal(ErrorCode.DeviceOptionInvalid, error.Code);
        Assert.Contains("ssh or eapi", error.Message, StringComparison.Ordinal);
    }

    private static HttpDeviceOptions Parse(params (string Key, string Value)[] options) => HttpDeviceOptions.Parse(Context("192.0.2.1", options).Device);

    private static DeviceContext Context(string address, params (string Key, string Value)[] options)
    {
        var context = DriverContexts.Create(null, null, options);
        return context with { Device = context.Device with { Address = address } };
    }
}
