using System.Reflection;
using Provisioning.Errors;
using Renci.SshNet;
using Renci.SshNet.Messages.Connection;

namespace Provisioning.Drivers.Ssh;

/// <summary>
/// A subsystem of the device's SSH server. SSH.NET has no public way to one: the channel is opened, written and closed by
/// reflection on its internals (one tested version of the package is pinned), and read by its public events.
/// </summary>
internal sealed class SshSubsystemChannel : SshChannel
{
    private readonly SshSession _session;
    private readonly Session _messages;
    private readonly InternalChannel _channel;

    private SshSubsystemChannel(SshSession session, Session messages, InternalChannel channel)
        : base(session) => (_session, _messages, _channel) = (session, messages, channel);

    protected override bool IsClosed => HasEnded;

    /// <summary>Opens the subsystem; blocks for the round trips.</summary>
    /// <exception cref="ConnectionException">The device has no such subsystem, or not for this login.</exception>
    public static SshSubsystemChannel Open(SshSession session, string name)
    {
        var messages = session.Session ?? throw new ConnectionException(
            ErrorCode.PrerequisiteMissing, $"{session.Target.Label} let us in without authentication, and the subsystem '{name}' is not reached that way.");
        var opened = new SshSubsystemChannel(session, messages, InternalChannel.Create(messages));
        try
        {
            opened.Start(name);
            return opened;
        }
        catch
        {
            opened.Close();
            throw;
        }
    }

    protected override void Write(byte[] bytes)
    {
        _channel.SendData(bytes);

        // SSH.NET drops what is sent on a closed channel without a word.
        if (HasEnded)
        {
            throw SshErrors.Lost(_session.Target, null);
        }
    }

    protected override void Release()
    {
        _messages.ChannelDataReceived -= OnData;
        _messages.ChannelEofReceived -= OnEof;
        _messages.ChannelCloseReceived -= OnClose;
        _channel.Dispose();
    }

    private void Start(string name)
    {
        _messages.ChannelDataReceived += OnData;
        _messages.ChannelEofReceived += OnEof;
        _messages.ChannelCloseReceived += OnClose;
        _channel.Open();
        if (!_channel.SendSubsystemRequest(name))
        {
            throw new ConnectionException(ErrorCode.PrerequisiteMissing,
                $"{_session.Target.Label} has no subsystem '{name}', or not for this login. Enable it on the device, or set the port on which it is served.");
        }

        Watch();
    }

    private void OnData(object? sender, MessageEventArgs<ChannelDataMessage> args)
    {
        if (IsOurs(args.Message))
        {
            Receive(args.Message.Data.AsSpan(args.Message.Offset, args.Message.Size).ToArray());
        }
    }

    private void OnEof(object? sender, MessageEventArgs<ChannelEofMessage> args) => EndIfOurs(args.Message);

    private void OnClose(object? sender, MessageEventArgs<ChannelCloseMessage> args) => EndIfOurs(args.Message);

    private void EndIfOurs(ChannelMessage message)
    {
        if (IsOurs(message))
        {
            End(null);
        }
    }

    private bool IsOurs(ChannelMessage message) => message.LocalChannelNumber == _channel.Number;

    /// <summary>The internals of SSH.NET that are relied on, and nothing else.</summary>
    internal sealed class InternalChannel(object channel) : IDisposable
    {
        private static readonly Lazy<Members> Known = new(Members.Find);

        public uint Number { get; } = (uint)Known.Value.Number.Invoke(channel, null)!;

        public Action Open { get; } = Known.Value.Open.CreateDelegate<Action>(channel);

        public Func<string, bool> SendSubsystemRequest { get; } = Known.Value.SendSubsystemRequest.CreateDelegate<Func<string, bool>>(channel);

        public Action<byte[]> SendData { get; } = Known.Value.SendData.CreateDelegate<Action<byte[]>>(channel);

        /// <exception cref="ConnectionException">This is not a version of SSH.NET that has them.</exception>
        public static InternalChannel Create(Session session) =>
            new(Known.Value.Create.Invoke(session, BindingFlags.DoNotWrapExceptions, null, null, null)!);

        public void Dispose() => ((IDisposable)channel).Dispose();
    }

    /// <summary>Where those internals are.</summary>
    internal sealed record Members(MethodInfo Create, MethodInfo Number, MethodInfo Open, MethodInfo SendSubsystemRequest, MethodInfo SendData)
    {
        private static readonly Assembly Library = typeof(Session).Assembly;

        public static Members Find() => new(
            Method("Renci.SshNet.ISession", "CreateChannelSession", null),
            Method("Renci.SshNet.Channels.IChannel", "get_LocalChannelNumber", typeof(uint)),
            Method("Renci.SshNet.Channels.IChannelSession", "Open", typeof(void)),
            Method("Renci.SshNet.Channels.IChannelSession", "SendSubsystemRequest", typeof(bool), typeof(string)),
            Method("Renci.SshNet.Channels.IChannel", "SendData", typeof(void), typeof(byte[])));

        private static MethodInfo Method(string type, string name, Type? returned, params Type[] parameters) =>
            Library.GetType(type)?.GetMethod(name, parameters) is { } method && (returned ?? method.ReturnType) == method.ReturnType
                ? method
                : throw new ConnectionException(ErrorCode.PrerequisiteMissing,
                    $"SSH.NET {Library.GetName().Version} has no '{type}.{name}' of the expected form, by which subsystems (NETCONF) are opened. Use the version that this package was built with.");
    }
}
