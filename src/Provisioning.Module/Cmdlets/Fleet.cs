using Provisioning.Inventories;
using Provisioning.Module.Pipelines;

namespace Provisioning.Module.Cmdlets;

/// <summary>What a cmdlet's background work is given.</summary>
/// <param name="Services">The engine.</param>
/// <param name="Devices">The devices to work on.</param>
/// <param name="Progress">The progress bar.</param>
internal sealed record Fleet(IServiceProvider Services, IReadOnlyList<Device> Devices, Progress Progress)
{
    public async IAsyncEnumerable<Device> Stream()
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var device in Devices)
        {
            yield return device;
        }
    }
}
