using System.CommandLine;
using System.CommandLine.Parsing;

namespace Provisioning.Quickstart;

/// <summary>The command line: its options, and what each combination starts.</summary>
internal sealed class QuickstartCommand
{
    private const string Purpose = """
        Brings network devices to their intended configuration.

        Without options: a demo on three simulated devices, in this process.
        With --inventory and --configs: real devices over SSH; a dry run unless --commit is given.
        Credentials come from the environment: PROVISION_USERNAME, and PROVISION_PASSWORD or
        PROVISION_KEY_FILE (with PROVISION_KEY_PASSPHRASE where the key has one).
        Exit code: 0 all well, 1 some device failed, 2 bad input.
        """;

    private readonly Option<string> _inventory = new("--inventory")
    {
        Description = "The devices: a .json, .csv, .yaml or .yml file.",
        HelpName = "FILE",
    };

    private readonly Option<string> _configs = new("--configs")
    {
        Description = "The folder of the intended configs: NAME.cfg or NAME.conf for each device.",
        HelpName = "DIR",
    };

    private readonly Option<string[]> _names = new("--name")
    {
        Description = "Only devices of this name; wildcards (*, ?, [ab]) allowed; may be repeated.",
        HelpName = "PATTERN",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _commit = new("--commit") { Description = "Commit the changes. Without it nothing is changed." };

    private readonly Option<bool> _all = new("--all") { Description = "With --commit: let it be all devices of the inventory, none left out." };

    private readonly Option<bool> _replace = new("--replace")
    {
        Description = "The intended config becomes the whole config, instead of being merged into the running one.",
    };

    private readonly Option<int?> _confirmTimeout = new("--confirm-timeout")
    {
        Description = "After so many seconds a device undoes by itself a commit that was not confirmed. Default: 300.",
        HelpName = "SECONDS",
    };

    private readonly Option<string> _knownHosts = new("--known-hosts")
    {
        Description = "The file of trusted host keys. Default: ~/.ssh/known_hosts.",
        HelpName = "FILE",
    };

    private readonly Option<string> _state = new("--state")
    {
        Description = "Keep a journal of the runs in this folder; it also keeps another process off a device. Default: PROVISION_STATE, else none.",
        HelpName = "FOLDER",
    };

    private readonly Option<bool> _trust = new("--trust-on-first-use")
    {
        Description = "Trust the host key of a device seen for the first time, and add it to the file. Unsafe on a network you do not trust.",
    };

    private readonly Option<bool> _verbose = new("--verbose") { Description = "Show the log." };

    private readonly Surroundings _surroundings;
    private readonly Screen _screen;
    private readonly RootCommand _command;

    public QuickstartCommand(Surroundings surroundings)
    {
        _surroundings = surroundings;
        _screen = new Screen(surroundings);
        _command = new RootCommand(Purpose) { _inventory, _configs, _names, _commit, _all, _replace, _confirmTimeout, _knownHosts, _state, _trust, _verbose };
        _command.Validators.Add(CheckCombination);
        foreach (var option in new[] { _inventory, _configs, _knownHosts, _state })
        {
            option.Validators.Add(CheckNotBlank);
        }

        _confirmTimeout.Validators.Add(CheckAboveZero);
        _command.SetAction(StartAsync);
    }

    /// <summary>Runs the program and gives its <see cref="ExitCode"/>.</summary>
    public async Task<int> RunAsync(string[] args, CancellationToken cancellationToken = default)
    {
        var parsed = _command.Parse(args);
        if (parsed.Errors.Count == 0)
        {
            return await parsed.InvokeAsync(Invocation(), cancellationToken);
        }

        foreach (var error in parsed.Errors)
        {
            _screen.BadInput(error.Message);
        }

        _screen.Notice("Try --help.");
        return ExitCode.BadInput;
    }

    private InvocationConfiguration Invocation() => new()
    {
        Output = _surroundings.Output,
        Error = _surroundings.Error,
        // After Ctrl-C a run that has sent a commit goes on under the engine's own deadline; it must not be cut off.
        ProcessTerminationTimeout = Timeout.InfiniteTimeSpan,
    };

    private Task<int> StartAsync(ParseResult parsed, CancellationToken cancellationToken) => Request(parsed) is { } request
        ? new DeviceRun(_surroundings, _screen, request).RunAsync(cancellationToken)
        : new LabStory(_surroundings, _screen).RunAsync(parsed.GetValue(_verbose), cancellationToken);

    private DeviceRequest? Request(ParseResult parsed) => parsed.GetValue(_inventory) is not { } inventory ? null : new()
    {
        Inventory = inventory,
        Configs = parsed.GetRequiredValue(_configs),
        Names = parsed.GetValue(_names) ?? [],
        Commit = parsed.GetValue(_commit),
        All = parsed.GetValue(_all),
        Replace = parsed.GetValue(_replace),
        ConfirmTimeout = parsed.GetValue(_confirmTimeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        KnownHosts = parsed.GetValue(_knownHosts),
        State = parsed.GetValue(_state) ?? (_surroundings.Variable("PROVISION_STATE") is { Length: > 0 } folder ? folder : null),
        TrustOnFirstUse = parsed.GetValue(_trust),
        Verbose = parsed.GetValue(_verbose),
    };

    private void CheckCombination(CommandResult result)
    {
        bool Given(Option option) => result.GetResult(option) is { Implicit: false };
        var (inventory, configs) = (Given(_inventory), Given(_configs));
        Option[] others = [_names, _commit, _all, _replace, _confirmTimeout, _knownHosts, _state, _trust];
        if (inventory != configs)
        {
            result.AddError($"{(inventory ? "--inventory needs --configs DIR" : "--configs needs --inventory FILE")} beside it.");
        }
        else if (!inventory && others.FirstOrDefault(Given) is { } other)
        {
            result.AddError($"{other.Name} needs --inventory FILE and --configs DIR beside it.");
        }
    }

    // What is no number at all is told by the parser itself, and has no value here.
    private static void CheckAboveZero(OptionResult result)
    {
        if (result.Tokens is [var token] && int.TryParse(token.Value, out var seconds) && seconds < 1)
        {
            result.AddError($"--confirm-timeout is {seconds}; give seconds, 1 or more.");
        }
    }

    private static void CheckNotBlank(OptionResult result)
    {
        if (result.Tokens is [var token] && string.IsNullOrWhiteSpace(token.Value))
        {
            result.AddError($"{result.Option.Name} is empty; give a path.");
        }
    }
}
