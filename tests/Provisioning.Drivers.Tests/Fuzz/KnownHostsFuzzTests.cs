using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Provisioning.Drivers.Ssh.KnownHosts;
using Provisioning.TestKit.Faults;

namespace Provisioning.Drivers.Tests.Fuzz;

public sealed class KnownHostsFuzzTests : IDisposable
{
    private static readonly HostKey Ours = Key(7);

    private static readonly string[] Words =
        ["leaf1", "[leaf1]:2222", "*", "?", "!", ",", "|1|", "@revoked", "@cert-authority", "#", " ", "\t", "\n", "\r\n", "ssh-ed25519", Ours.Text, Key(8).Text, "AAAA", "=", "\\"];

    private readonly string _folder = Directory.CreateTempSubdirectory("prvtest-hosts-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Whatever_a_file_holds_gives_a_verdict_and_a_key_that_we_add_is_trusted_from_then_on() =>
        FuzzTexts.Bytes(Words).Select(Gen.OneOf("leaf1", "LEAF1", "2001:db8::1"), Gen.OneOf(22, 2222)).Sample((content, host, port) =>
        {
            var path = Path.Combine(_folder, Guid.NewGuid().ToString("N"));
            File.WriteAllBytes(path, content);
            var before = new KnownHostsFile(path).Read().Find(host, port, Ours).Status;

            var said = new KnownHostsFile(path).Add(host, port, Ours).Status;

            Assert.Equal(before == HostKeyStatus.Unknown ? HostKeyStatus.Known : before, said);
            Assert.Equal(said, new KnownHostsFile(path).Read().Find(host, port, Ours).Status);
            Assert.True(File.ReadAllBytes(path).AsSpan().StartsWith(content), "What was there stays.");
            File.Delete(path);
        });

    private static HostKey Key(byte of)
    {
        var type = "ssh-ed25519"u8;
        var blob = new byte[4 + type.Length + 4 + 32];
        BinaryPrimitives.WriteInt32BigEndian(blob, type.Length);
        type.CopyTo(blob.AsSpan(4));
        BinaryPrimitives.WriteInt32BigEndian(blob.AsSpan(4 + type.Length), 32);
        blob.AsSpan(^32..).Fill(of);
        return new(Encoding.ASCII.GetString(type), blob);
    }
}
