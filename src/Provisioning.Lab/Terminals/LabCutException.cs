namespace Provisioning.Lab.Terminals;

/// <summary>The connection is to be lost here.</summary>
internal sealed class LabCutException : Exception;
