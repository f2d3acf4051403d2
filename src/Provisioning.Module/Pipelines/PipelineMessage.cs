namespace Provisioning.Module.Pipelines;

/// <summary>Something that only the pipeline's thread may do.</summary>
/// <param name="Act">Does it.</param>
/// <param name="Lost">What to do instead when the pipeline takes nothing any more; nothing when null.</param>
internal sealed record PipelineMessage(Action Act, Action? Lost = null);
