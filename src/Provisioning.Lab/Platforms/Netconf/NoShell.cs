using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.Netconf;

/// <summary>The shell of a device that has no command line.</summary>
internal sealed class NoShell : ILabCli
{
    public string Greeting => "This device is configured over NETCONF only.\n";

    public string Prompt => "";

    public bool Secret => false;

    public bool Verbatim => true;

    public int PageLength => 0;

    public int Width => 80;

    public LabAnswer Execute(string line) => new(Greeting) { Closes = true, Failed = true };

    public string Help(string line) => "";

    public void Close()
    {
    }
}
