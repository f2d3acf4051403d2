namespace Provisioning.Lab;

/// <summary>A small network for demos: <c>leaf1</c>, <c>leaf2</c> and <c>spine1</c>, with intended configs that differ from the running ones.</summary>
public static class LabSamples
{
    /// <summary>The devices.</summary>
    public static IReadOnlyList<LabSample> Devices { get; } =
    [
        Load("leaf1", "192.0.2.11", "leaf"),
        Load("leaf2", "192.0.2.12", "leaf"),
        Load("spine1", "192.0.2.21", "spine"),
    ];

    /// <summary>A Lab with the sample devices, login <c>admin</c>, password <c>admin</c>.</summary>
    /// <param name="timeProvider">The devices' clock; the system's when null.</param>
    public static LabNetwork CreateNetwork(TimeProvider? timeProvider = null)
    {
        var network = new LabNetwork(timeProvider);
        foreach (var sample in Devices)
        {
            network.AddEos(sample.Name, sample.Running, sample.Address);
        }

        return network;
    }

    private static LabSample Load(string name, string address, string role) =>
        new(name, address, role, Read($"{name}.running.cfg"), Read($"{name}.intended.cfg"));

    private static string Read(string file)
    {
        using var reader = new StreamReader(typeof(LabSamples).Assembly.GetManifestResourceStream(file)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
