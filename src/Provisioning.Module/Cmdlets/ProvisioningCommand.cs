using System.Management.Automation;
using Provisioning.Errors;
using Provisioning.Inventories;
using Provisioning.Module.Errors;
using Provisioning.Module.Pipelines;
using Provisioning.Sources.Inventories;

namespace Provisioning.Module.Cmdlets;

/// <summary>What every cmdlet of the module needs.</summary>
public abstract class ProvisioningCommand : PSCmdlet, IDisposable
{
    private const string InventoryVariable = "PROVISION_INVENTORY";
    private const string StateVariable = "PROVISION_STATE";

    private protected PipelinePump Pump { get; } = new();

    /// <inheritdoc/>
    public void Dispose()
    {
        Pump.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => Pump.Stop();

    /// <summary>The inventory of a parameter, else of the environment.</summary>
    private protected FileInventory OpenInventory(string? path)
    {
        path ??= FromEnvironment(InventoryVariable);
        return path is null
            ? throw Fatal(new InventoryException(ErrorCode.InventoryMissing, $"No inventory was given. Use -InventoryPath, or set the environment variable {InventoryVariable}."), null)
            : new FileInventory(FullPath(path));
    }

    /// <summary>The journal's folder of a parameter, else of the environment, else the user's own.</summary>
    private protected string FindStateFolder(string? path) => (path ?? FromEnvironment(StateVariable)) is { } given
        ? FullPath(given)
        : Path.Combine(OwnStateFolder(), "provisioning");

    /// <summary>Devices, read on this thread; an unusable inventory ends the cmdlet.</summary>
    private protected IReadOnlyList<Device> Read(IAsyncEnumerable<Device> devices, object inventory)
    {
        try
        {
            return [.. devices.ToBlockingEnumerable(Pump.Stopping)];
        }
        catch (ProvisioningException exception)
        {
            throw Fatal(exception, inventory);
        }
    }

    /// <summary>Waits on this thread; a journal that cannot be used ends the cmdlet.</summary>
    private protected T Wait<T>(Task<T> task)
    {
        try
        {
            return task.GetAwaiter().GetResult();
        }
        catch (ProvisioningException exception)
        {
            throw Fatal(exception, null);
        }
    }

    /// <summary>A path as the user means it: relative to PowerShell's location, not to the process's current folder.</summary>
    private protected string FullPath(string path)
    {
        var full = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        return provider.Name == "FileSystem"
            ? full
            : throw Fatal(new PSArgumentException($"'{path}' is not a path of files: its provider is {provider.Name}."), path);
    }

    // Windows: the local application data. Elsewhere: the XDG base directory specification.
    private static string OwnStateFolder() => OperatingSystem.IsWindows()
        ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
        : FromEnvironment("XDG_STATE_HOME") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");

    private protected static string? FromEnvironment(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;

    /// <summary>Ends the cmdlet. It never returns; the type lets callers write <c>throw</c>.</summary>
    private protected Exception Fatal(Exception exception, object? target)
    {
        ThrowTerminatingError(exception is ProvisioningException
            ? ErrorRecords.From(exception, target)
            : new ErrorRecord(exception, "InvalidPath", ErrorCategory.InvalidArgument, target));
        return exception;
    }
}
