using Microsoft.Extensions.Logging;
using Provisioning.Errors;

namespace Provisioning.Drivers.Ssh.KnownHosts;

/// <summary>Decides on the host key of one connection, at its start and whenever keys are exchanged again.</summary>
internal sealed partial class HostKeyVerifier(KnownHostsFile file, HostKeyPolicy policy, SshTarget target, ILogger logger)
{
    private readonly KnownHostsList _known = Warned(file, logger);
    private HostKey? _accepted;

    /// <summary>Whether a key was seen and accepted.</summary>
    public bool HasAccepted => _accepted is not null;

    /// <summary>Why a key was refused.</summary>
    public ConnectionException? Refusal { get; private set; }

    /// <summary>The key types to prefer, so that a host with several keys shows one that is known.</summary>
    public IReadOnlySet<string> PreferredTypes => _known.TypesOf(target.Host, target.Port);

    /// <summary>Accepts or refuses a key. Never throws: the callers are SSH.NET's own threads.</summary>
    public bool Accept(byte[] blob)
    {
        try
        {
            Decide(HostKey.TryRead(blob) ?? throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"{target.Label} sent a host key that cannot be read."));
        }
        catch (ConnectionException error)
        {
            Refusal = error;
        }

        return Refusal is null;
    }

    private void Decide(HostKey key)
    {
        if (_accepted is { } accepted)
        {
            Refusal = accepted.Matches(key) ? null : Changed(key, null);
            return;
        }

        var verdict = _known.Find(target.Host, target.Port, key);
        if (verdict.Status == HostKeyStatus.Unknown && policy == HostKeyPolicy.TrustOnFirstUse)
        {
            verdict = file.Add(target.Host, target.Port, key);
            if (verdict.Status == HostKeyStatus.Known)
            {
                LogTrusted(logger, target.Label, key.Type, key.Fingerprint, file.Path);
            }
        }

        Refusal = RefusalOf(verdict, key);
        _accepted = Refusal is null ? key : null;
    }

    private ConnectionException? RefusalOf(HostKeyVerdict verdict, HostKey key) => verdict.Status switch
    {
        HostKeyStatus.Known => null,
        HostKeyStatus.Changed => Changed(key, verdict.Line),
        HostKeyStatus.Revoked => new(ErrorCode.HostKeyChanged,
            $"{target.Label} has the host key {Show(key)}, which line {verdict.Line} of {file.Path} marks as revoked. Do not connect; give the device a new host key."),
        _ => new(ErrorCode.HostKeyUnknown,
            $"{target.Label} has the host key {Show(key)}, which is not in {file.Path}{(File.Exists(file.Path) ? "" : ", a file that does not exist")}. Compare the fingerprint with the device's own, then add this line to the file: "
            + $"{KnownHostsList.NameOf(target.Host, target.Port)} {key.Text}"),
    };

    private ConnectionException Changed(HostKey key, int? line) => new(ErrorCode.HostKeyChanged,
        $"{target.Label} has the host key {Show(key)}, which is not the one "
        + (line is null ? "it had when the connection was made. Somebody may stand in between; do not connect."
            : $"on line {line} of {file.Path}. Somebody may stand in between, or the device has a new key: compare the fingerprint with the device's own, and only then replace that line."));

    private static string Show(HostKey key) => $"{key.Type} {key.Fingerprint}";

    private static KnownHostsList Warned(KnownHostsFile file, ILogger logger)
    {
        var list = file.Read();
        if (list.MalformedLines.Count > 0)
        {
            LogMalformed(logger, file.Path, string.Join(", ", list.MalformedLines));
        }

        return list;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File}: these lines cannot be read and trust nothing: {Lines}")]
    private static partial void LogMalformed(ILogger logger, string file, string lines);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Target}: first contact, host key {Type} {Fingerprint} is now trusted and in {File}")]
    private static partial void LogTrusted(ILogger logger, string target, string type, string fingerprint, string file);
}
