using Provisioning.Lab.Commands;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.CiscoXr;

/// <summary>The commands of one place of the command line.</summary>
internal sealed class XrCommandTable
{
    private readonly CommandMode _mode;
    private readonly Dictionary<CommandRule, XrCommand> _byRule;

    public XrCommandTable(params XrCommand[] commands)
    {
        _mode = new CommandGrammar("[all]\n" + string.Join('\n', commands.Select(command => command.Pattern)), XrArguments.All)["all"];
        _byRule = _mode.Rules.Zip(commands).ToDictionary(pair => pair.First, pair => pair.Second, ReferenceEqualityComparer.Instance as IEqualityComparer<CommandRule>);
    }

    public CommandMatch Match(IReadOnlyList<string> words) => _mode.Match(words);

    public LabAnswer Run(XrCli cli, CommandMatch match) => _byRule[match.Rule!].Run(cli, match);

    public IEnumerable<string> Keywords(IReadOnlyList<string> words, string start) => _mode.Next(words, start);
}
