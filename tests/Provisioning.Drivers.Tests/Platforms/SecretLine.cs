using Provisioning.Diffs;

namespace Provisioning.Drivers.Tests.Platforms;

/// <summary>Config lines in which the secret is marked: <c>«like this»</c>.</summary>
internal static class SecretLine
{
    public static void IsMasked(IReadOnlyList<SecretPattern> patterns, string marked)
    {
        var secrets = marked.Split('«').Skip(1).Select(part => part.Split('»')[0]).ToList();
        var masked = new SecretMasker(patterns, []).Mask(marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal));

        Assert.NotEmpty(secrets);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, masked, StringComparison.Ordinal));
        Assert.StartsWith(marked.Split('«')[0].Split(' ')[0], masked, StringComparison.Ordinal);
    }

    public static void IsShown(IReadOnlyList<SecretPattern> patterns, string line) =>
        Assert.Equal(line, new SecretMasker(patterns, []).Mask(line));
}
