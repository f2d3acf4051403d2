namespace Provisioning.Lab.Commands;

/// <summary>Where a command's lines stand in a config.</summary>
/// <param name="Group">The group, set apart from other groups; 0 for comments, which come first.</param>
/// <param name="Order">The place among all commands; those that share it are sorted by what they name.</param>
/// <param name="Index">The place among commands that name the same, e.g. the same BGP neighbor.</param>
internal readonly record struct CommandPlace(int Group, int Order, int Index);
