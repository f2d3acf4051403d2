namespace Provisioning.Drivers.Ssh;

/// <summary>Runs what blocks on a thread of its own, so that hundreds of connections do not starve the thread pool.</summary>
internal static class DedicatedThread
{
    public static Task Run(Action work) => Start(work, static action => { action(); return true; });

    public static Task<T> Run<T>(Func<T> work) => Start(work, static function => function());

    private static Task<T> Start<TWork, T>(TWork work, Func<TWork, T> run) => Task.Factory.StartNew(
        () => run(work), CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
}
