using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace Provisioning.TestKit.Conformance;

/// <summary>What went over the wire in a run, connection by connection, without what differs from run to run.</summary>
public sealed partial class WireRecorder
{
    private readonly ConcurrentQueue<Connection> _connections = [];
    private readonly List<(string Text, string Name)> _volatile = [];

    /// <summary>Replaces a text that differs from run to run, e.g. a folder.</summary>
    public void Hide(string text, string name) => _volatile.Add((text, name));

    /// <summary>How often each connection was written to: no fewer than its round trips.</summary>
    public IReadOnlyList<int> Writes => [.. _connections.Select(connection => connection.Writes)];

    public Connection Open()
    {
        var connection = new Connection();
        _connections.Enqueue(connection);
        return connection;
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (connection, index) in _connections.Select((connection, index) => (connection, index)))
        {
            text.Append($"=== connection {index + 1}, sent\n{Normal(connection.Sent)}\n=== connection {index + 1}, received\n{Normal(connection.Received)}\n");
        }

        return string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd()));
    }

    private string Normal(StringBuilder wire)
    {
        string text;
        lock (wire)
        {
            text = wire.ToString().Replace("\r", "", StringComparison.Ordinal).Replace("\0", "\\0", StringComparison.Ordinal);
        }

        foreach (var (hidden, name) in _volatile)
        {
            text = text.Replace(hidden, name, StringComparison.Ordinal);
        }

        text = Versions().Replace(text, "VERSION");
        text = Zipped().Replace(Md5Sums().Replace(text, "MD5"), "GZIP");
        text = ShortNames().Replace(text, "config-s-prv-NN");
        return Times().Replace(RunIds().Replace(Suffixes().Replace(text, "NNNN"), "RUNID"), "TIME");
    }

    [GeneratedRegex("(?<![0-9a-f])[0-9a-f]{8}(?![0-9a-f])")]
    private static partial Regex RunIds();

    [GeneratedRegex("(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")]
    private static partial Regex Md5Sums();

    [GeneratedRegex("(?<=printf %s )[A-Za-z0-9+/=]+(?= . base64)")]
    private static partial Regex Zipped();

    [GeneratedRegex(@"(?<=frr version |FRRouting |BIRD )[\d.]+|(?<=\bon Linux\()[^)\n]+")]
    private static partial Regex Versions();

    // EOS shows the first six characters of a session's name in its prompt.
    [GeneratedRegex("config-s-prv-[0-9a-f]{2}")]
    private static partial Regex ShortNames();

    [GeneratedRegex("(?<=prv-[0-9a-f]{8}-)[0-9a-f]{8}")]
    private static partial Regex Suffixes();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?|(?<=undo in )[\d.]+|(?<=pending RUNID )\d+|(?<=""(?:commitTimerExpireTime|commitBy|uptime)"": ?)[\d.]+|[A-Z][a-z]{2} [A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d \d{4}")]
    private static partial Regex Times();

    /// <summary>The two directions of one connection.</summary>
    public sealed class Connection
    {
        public StringBuilder Sent { get; } = new();

        public StringBuilder Received { get; } = new();

        public int Writes { get; private set; }

        public void Send(string text)
        {
            Writes++;
            Append(Sent, text);
        }

        public void Receive(string text) => Append(Received, text);

        private static void Append(StringBuilder wire, string text)
        {
            lock (wire)
            {
                wire.Append(text);
            }
        }
    }
}
