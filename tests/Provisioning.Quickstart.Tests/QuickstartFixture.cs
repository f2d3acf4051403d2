using Microsoft.Extensions.DependencyInjection;
using Provisioning.Drivers.Transports;
using Provisioning.Lab;
using Provisioning.Quickstart.Tests.Fakes;

namespace Provisioning.Quickstart.Tests;

/// <summary>The program in this process, with its own folder, environment, and a Lab in place of SSH.</summary>
internal sealed class QuickstartFixture : IDisposable
{
    public const string Password = "Juniper-Comet-41";

    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public QuickstartFixture() => Transport = new CountingTransport(Network);

    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("quickstart-");

    public LabNetwork Network { get; } = new();

    public CountingTransport Transport { get; }

    public Dictionary<string, string> Environment { get; } = new()
    {
        ["PROVISION_USERNAME"] = "admin",
        ["PROVISION_PASSWORD"] = Password,
    };

    /// <summary>Changes the program's services, after the Lab has taken the place of SSH.</summary>
    public Action<IServiceCollection> Services { get; set; } = _ => { };

    public bool UsesLab { get; set; } = true;

    public bool Colours { get; set; }

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public string Configs => Path.Combine(Folder.FullName, "configs");

    /// <summary>Adds a device to the Lab with this running config.</summary>
    public LabDevice AddDevice(string name, string running = "") => Network.Add(
        new LabDeviceOptions { Name = name, Username = "admin", Password = Password, Running = $"hostname {name}\n{running}" });

    /// <summary>Writes an inventory of EOS devices, whose addresses are their names.</summary>
    public string WriteInventory(params string[] names) => Write("devices.yaml", names.Length == 0 ? "[]" : string.Concat(
        names.Select(name => $"- name: {name}\n  address: {name}\n  platform: arista_eos\n")));

    public void WriteConfig(string name, string text) => Write(Path.Combine("configs", $"{name}.cfg"), text);

    public string Write(string file, string text)
    {
        var path = Path.Combine(Folder.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public Task<int> RunAsync(params string[] args) => RunUntilAsync(TestContext.Current.CancellationToken, args);

    /// <summary>Runs with a token that the test cancels.</summary>
    public Task<int> RunUntilAsync(CancellationToken cancellationToken, params string[] args) => new QuickstartCommand(new Surroundings
    {
        Output = TextWriter.Synchronized(_output),
        Error = TextWriter.Synchronized(_error),
        Colours = Colours,
        Variable = name => Environment.GetValueOrDefault(name),
        Services = Override,
    }).RunAsync(args, cancellationToken);

    /// <summary>Runs on the inventory and configs of the folder.</summary>
    public Task<int> RunOnDevicesAsync(params string[] more) =>
        RunAsync(["--inventory", Path.Combine(Folder.FullName, "devices.yaml"), "--configs", Configs, .. more]);

    public void Dispose() => Folder.Delete(recursive: true);

    private void Override(IServiceCollection services)
    {
        if (UsesLab)
        {
            services.AddSingleton<IDeviceTransport>(Transport);
        }

        Services(services);
    }
}
