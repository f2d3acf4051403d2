using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Provisioning.Drivers;
using Provisioning.Errors;
using Provisioning.Journals;
using Provisioning.TestKit;
using Provisioning.TestKit.Conformance;
using Provisioning.TestKit.Faults;

namespace Provisioning.Quickstart.Tests.Sweeps;

/// <summary>The program before one real daemon; each time it is to bring the device from one of two configs to the other.</summary>
internal sealed class KillableClient(SshBed bed, LoadOperation operation) : IDisposable
{
    private static readonly TimeSpan ConfirmTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private readonly string _folder = Directory.CreateTempSubdirectory("quickstart-kills-").FullName;

    /// <summary>What the device has when it has each config: running and startup.</summary>
    private readonly (string Running, string Startup)[] _states = new (string, string)[2];
    private int _current;
    private int _kills;

    /// <summary>How long the program takes when nobody kills it.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>How many runs were killed before they had ended.</summary>
    public int Interrupted { get; private set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string State => Path.Combine(_folder, $"state-{_kills}");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Brings the device to both configs, and sees what it makes of them and how long that takes. A merge counts from the other one only.</summary>
    public async Task LearnAsync()
    {
        foreach (var index in operation == LoadOperation.Merge ? new[] { 0, 1, 0, 1 } : [0, 1])
        {
            _current = 1 - index;
            var clock = Stopwatch.StartNew();
            Assert.False(await KilledProcess.RunAsync(Start(), token => Task.Delay(Longest, token), Cancellation));
            Duration = clock.Elapsed;
            _states[index] = await LookAsync();
        }

        _current = 1;
        Assert.NotEqual(_states[0], _states[1]);
    }

    /// <summary>Kills one run, then resumes it.</summary>
    /// <returns>What is not as it has to be.</returns>
    public async Task<IReadOnlyList<string>> KillAsync(KillMoment moment)
    {
        _kills++;
        await using var engine = new BedEngine(bed, bed.Configs(operation)[1 - _current], configure: services => services.AddProvisionJournal(State));
        var history = engine.Services.GetRequiredService<IProvisionHistory>();
        await KilledProcess.RunAsync(Start(), token => moment.Stage is { } stage ? ReachAsync(history, stage, token) : Task.Delay(moment.After!.Value, token), Cancellation);
        var record = (await history.ReadAsync(cancellationToken: Cancellation)).SingleOrDefault();
        var wrong = Disagreements(record, await LookAsync()).ToList();
        if (record is { IsInterrupted: true })
        {
            // Before a commit the device does not wait for what was begun there, so that could still leave something behind the clean-up.
            await (record.Reached < ProvisionStage.Commit ? Eventually.TrueAsync(bed.RunsNothingAsync, Longest) : Task.CompletedTask);
            Interrupted++;
            wrong.AddRange(await ResumeAsync(history, record));
        }
        else if (record is { Outcome: not ProvisionOutcome.Changed })
        {
            wrong.Add($"it was not interrupted, and ended {record.Outcome}: {record.Error}");
        }

        wrong.AddRange(await LeftoversAsync(engine));
        return wrong;
    }

    // Whoever looks first sees it: the journal is read again and again, for milliseconds.
    private static async Task ReachAsync(IProvisionHistory history, ProvisionStage stage, CancellationToken cancellationToken)
    {
        while ((await history.ReadAsync(cancellationToken: cancellationToken)).SingleOrDefault() is not { Entries.Count: > 0 } record || record.Reached < stage)
        {
            await Task.Yield();
        }
    }

    /// <summary>A stage that the journal does not have has not begun.</summary>
    private IEnumerable<string> Disagreements(RunRecord? record, (string Running, string Startup) device)
    {
        var (old, intended) = (_states[_current], _states[1 - _current]);
        var reached = record?.Reached ?? ProvisionStage.Validate;
        var told = $"the journal says {reached}, {record?.DeviceState}, {record?.Outcome}";
        if (reached < ProvisionStage.Commit && device != old)
        {
            yield return $"{told}, and the device is changed";
        }

        if (reached < ProvisionStage.Save && device.Startup != old.Startup)
        {
            yield return $"{told}, and startup is changed";
        }

        if (record?.DeviceState == DeviceState.Committed && device.Running != intended.Running)
        {
            yield return $"{told}, and running is not the intended config";
        }

        if (record?.Outcome == ProvisionOutcome.Changed && device != intended)
        {
            yield return $"{told}, and the device is not as intended";
        }
    }

    private async Task<IReadOnlyList<string>> ResumeAsync(IProvisionHistory history, RunRecord record)
    {
        var result = await history.ResumeAsync(bed.Device, record.RunId, cancellationToken: Cancellation).WaitAsync(Longest, Cancellation);
        var device = await LookAsync();
        var isNew = result.DeviceState == DeviceState.Committed;
        var told = $"killed at {record.Reached}, resumed: {result.Outcome}, {result.DeviceState}, {result.Error}";
        if (!isNew && result.DeviceState is not (DeviceState.Untouched or DeviceState.RolledBack))
        {
            return [$"{told}: not a known state"];
        }

        return device == _states[isNew ? 1 - _current : _current] ? [] : [$"{told}: the device has something else"];
    }

    /// <summary>Nothing waits, nothing lies about, and the next run is not kept out.</summary>
    private async Task<IReadOnlyList<string>> LeftoversAsync(BedEngine engine)
    {
        var device = await LookAsync();
        var place = Array.IndexOf(_states, device);
        if (place < 0)
        {
            return ["in the end the device has neither the old nor the intended config"];
        }

        _current = place;
        var pending = await bed.IsPendingAsync();
        var left = await bed.LeftoversAsync();
        var next = await engine.RunAsync(new() { ReplaceConfig = operation == LoadOperation.Replace });
        return [
            .. pending ? ["a commit still waits"] : Array.Empty<string>(),
            .. left.Select(what => $"left on the device: {what}"),
            .. next.Succeeded ? [] : new[] { $"the next run is kept out: {next.Error}" },
        ];
    }

    private async Task<(string Running, string Startup)> LookAsync() => (await bed.RunningAsync(), await bed.StartupAsync());

    private ProcessStartInfo Start()
    {
        var configs = Directory.CreateDirectory(Path.Combine(_folder, "configs")).FullName;
        File.WriteAllText(Path.Combine(configs, $"{bed.Device.Name}.conf"), bed.Configs(operation)[1 - _current]);
        string[] replace = operation == LoadOperation.Replace ? ["--replace"] : [];
        return new("dotnet",
        [
            typeof(QuickstartCommand).Assembly.Location, "--inventory", WriteInventory(), "--configs", configs, "--state", State,
            "--known-hosts", bed.KnownHosts, "--commit", .. replace,
            "--confirm-timeout", ConfirmTimeout.TotalSeconds.ToString(CultureInfo.InvariantCulture),
        ])
        {
            Environment =
            {
                ["PROVISION_USERNAME"] = bed.Credential.Username,
                ["PROVISION_PASSWORD"] = bed.Credential.Password!.Reveal(),
            },
            RedirectStandardOutput = false,
        };
    }

    private string WriteInventory()
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
