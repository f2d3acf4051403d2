using System.Text;

namespace Provisioning.Lab.Platforms.CiscoIos;

/// <summary>A file that a Tcl shell writes.</summary>
/// <param name="name">Its name.</param>
/// <param name="before">What it holds already.</param>
internal sealed class IosTclFile(string name, string before)
{
    private readonly StringBuilder _written = new();

    public string Name => name;

    /// <summary>Whether each character is one byte; else they are written as UTF-8.</summary>
    public bool Binary { get; set; }

    public string Text => before + (Binary ? Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(_written.ToString())) : _written.ToString());

    public void Write(string text) => _written.Append(text);
}
