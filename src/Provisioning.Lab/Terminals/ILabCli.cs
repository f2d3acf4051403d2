namespace Provisioning.Lab.Terminals;

/// <summary>One login on a device: what it answers to lines, free of bytes and terminals.</summary>
internal interface ILabCli
{
    /// <summary>What is shown before the first prompt.</summary>
    string Greeting { get; }

    /// <summary>The prompt; empty while free text is entered.</summary>
    string Prompt { get; }

    /// <summary>Whether the next line is a secret: it is not echoed and nothing may match on it.</summary>
    bool Secret { get; }

    /// <summary>Whether keys such as <c>?</c> and Tab are part of the line, as in free text.</summary>
    bool Verbatim { get; }

    /// <summary>Lines a page holds; 0 for no paging.</summary>
    int PageLength { get; }

    /// <summary>Columns of the terminal.</summary>
    int Width { get; }

    /// <summary>Runs a line.</summary>
    LabAnswer Execute(string line);

    /// <summary>The help for an unfinished line.</summary>
    string Help(string line);

    /// <summary>The login is over.</summary>
    void Close();
}
