namespace Provisioning.Lab;

/// <summary>A candidate config on a device (on EOS: a configuration session).</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">Its state in the device's words, e.g. <c>pending</c>.</param>
/// <param name="Config">Its text.</param>
public sealed record LabCandidate(string Name, string State, string Config);
