using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Provisioning.Drivers;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Quickstart.Tests;

/// <summary>The program killed between commit and confirm: nobody cleans up, nobody comes back.</summary>
public sealed class KilledClientTests : IDisposable
{
    private static readonly TimeSpan ConfirmTimeout = TimeSpan.FromSeconds(8);

    private readonly string _folder = Directory.CreateTempSubdirectory("quickstart-killed-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("frr", LoadOperation.Merge)]
    [InlineData("frr", LoadOperation.Replace)]
    [InlineData("bird", LoadOperation.Replace)]
    public async Task The_device_goes_back_by_itself(string platform, LoadOperation operation)
    {
        await using var bed = await SshBeds.StartAsync(platform);
        var (running, startup) = (await bed.RunningAsync(), await bed.StartupAsync());
        bed.Shell.HoldAnswerWhen(bed.PendingCondition);
        using var client = Start(bed, operation);

        // The device has committed, and the program still waits for its answer.
        await Task.WhenAny(bed.Shell.HeldAsync(), client.WaitForExitAsync(Cancellation));
        Assert.False(client.HasExited, client.HasExited ? await client.StandardOutput.ReadToEndAsync(Cancellation) : null);
        client.Kill();
        await client.WaitForExitAsync(Cancellation);
        bed.Shell.Release();
        Assert.True(await bed.IsPendingAsync());
        Assert.NotEqual(running, await bed.RunningAsync());
        Assert.Equal(startup, await bed.StartupAsync());

        await bed.LetTimeRunOutAsync(ConfirmTimeout);

        Assert.Equal((running, startup), (await bed.RunningAsync(), await bed.StartupAsync()));
    }

    private Process Start(SshBed bed, LoadOperation operation)
    {
        var configs = Directory.CreateDirectory(Path.Combine(_folder, "configs")).FullName;
        File.WriteAllText(Path.Combine(configs, $"{bed.Device.Name}.conf"), bed.Configs(operation)[0]);
        string[] replace = operation == LoadOperation.Replace ? ["--replace"] : [];
        return Process.Start(new ProcessStartInfo("dotnet",
        [
            typeof(QuickstartCommand).Assembly.Location, "--inventory", WriteInventory(bed), "--configs", configs,
            "--known-hosts", bed.KnownHosts, "--commit", .. replace,
            "--confirm-timeout", ConfirmTimeout.TotalSeconds.ToString(CultureInfo.InvariantCulture),
        ])
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["PROVISION_USERNAME"] = bed.Credential.Username,
                ["PROVISION_PASSWORD"] = bed.Credential.Password!.Reveal(),
            },
        })!;
    }

    private string WriteInventory(SshBed bed)
    {
        var file = Path.Combine(_folder, "devices.json");
        var device = bed.Device;
        File.WriteAllText(file, JsonSerializer.Serialize(new[]
        {
            new { name = device.Name, address = device.Address, port = device.Port, platform = device.Platform, options = device.Options },
        }));
        return file;
    }
}
