namespace Provisioning.Lab.Terminals;

/// <summary>One login on a device: what it answers to lines, free of bytes and terminals.</summary>
public interface ILabCli
{
    /// <summary>What is shown before the first prompt.</summary>
    string Greeting => "";

    /// <summary>The prompt; empty while free text is entered.</summary>
    string Prompt { get; }

    /// <summary>Whether the next line is a secret: it is not echoed and nothing may match on it.</summary>
    bool Secret => false;

    /// <summary>Whether keys such as <c>?</c> and Tab are part of the line, as in free text.</summary>
    bool Verbatim => false;

    /// <summary>Lines a page holds; 0 for no paging.</summary>
    int PageLength => 0;

    /// <summary>Columns at which the command line wraps what is typed; 0 when it does not.</summary>
    int Width => 0;

    /// <summary>Runs a line.</summary>
    /// <param name="line">The line, without its end.</param>
    LabAnswer Execute(string line);

    /// <summary>The help for an unfinished line.</summary>
    /// <param name="line">What was typed of it.</param>
    string Help(string line) => "";

    /// <summary>The login is over.</summary>
    void Close()
    {
    }
}
