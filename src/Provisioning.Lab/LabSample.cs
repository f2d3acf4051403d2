namespace Provisioning.Lab;

/// <summary>A device of the sample network: what it is and what it should be.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Its address, from the range for documentation.</param>
/// <param name="Role"><c>leaf</c> or <c>spine</c>.</param>
/// <param name="Running">Its config.</param>
/// <param name="Intended">Its intended config, whole: to be merged or to replace.</param>
public sealed record LabSample(string Name, string Address, string Role, string Running, string Intended);
