using Provisioning.Journals;
using Provisioning.Sqlite;

// The namespace that hosts have open where they register services.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Registers the journal.</summary>
public static class JournalServiceCollectionExtensions
{
    /// <summary>Keeps a journal in SQLite; files are opened at the first run.</summary>
    /// <param name="services">The services.</param>
    /// <param name="folder">The journal's folder; see <see cref="JournalOptions.Folder"/>.</param>
    /// <param name="configure">Changes the options.</param>
    /// <exception cref="ArgumentException">The folder is empty, or an option is out of range.</exception>
    public static IServiceCollection AddProvisionJournal(
        this IServiceCollection services, string folder, Action<JournalOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var options = new JournalOptions { Folder = Path.GetFullPath(folder) };
        configure?.Invoke(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BackupsPerDevice, 1);
        return services.AddSingleton<IProvisionJournal>(_ => new SqliteJournal(options));
    }
}
