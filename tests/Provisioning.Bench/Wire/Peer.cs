using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;

namespace Provisioning.Bench.Wire;

/// <summary>A script that does the exchange of the bench with another client, one device whenever it is asked to.</summary>
[SupportedOSPlatform("linux")]
internal sealed class Peer : IAsyncDisposable
{
    private readonly Process _process;

    private Peer(string script, IEnumerable<string> arguments) => _process = Process.Start(
        new ProcessStartInfo("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "Wire", script), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    /// <summary>Debian's paramiko, alone.</summary>
    public static Peer Paramiko(WireBed bed, string typed) => new("paramiko_bare.py", [bed.User, bed.Password, typed]);

    /// <summary>OpenSSH's client.</summary>
    public static Peer OpenSsh(WireBed bed, string typed)
    {
        var askpass = bed.FileOf("askpass");
        File.WriteAllText(askpass, $"#!/bin/sh\necho '{bed.Password}'\n");
        File.SetUnixFileMode(askpass, (UnixFileMode)0b111_000_000);
        return new("openssh_bare.py", [bed.User, typed, askpass, bed.KnownHosts]);
    }

    /// <summary>Does the exchange once.</summary>
    /// <returns>Wall seconds and CPU milliseconds.</returns>
    public async Task<(double Seconds, double Cpu)> ExchangeAsync(int port)
    {
        await _process.StandardInput.WriteLineAsync($"{port}");
        await _process.StandardInput.FlushAsync();
        var figures = (await _process.StandardOutput.ReadLineAsync())?.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToList();
        return figures is [var seconds, var cpu]
            ? (seconds, cpu)
            : throw new InvalidOperationException($"The peer failed: {await _process.StandardError.ReadToEndAsync()}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
