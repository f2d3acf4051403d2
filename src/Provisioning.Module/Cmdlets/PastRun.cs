using Provisioning.Inventories;
using Provisioning.Journals;

namespace Provisioning.Module.Cmdlets;

/// <summary>An earlier run, and its device as the inventory has it now.</summary>
internal sealed record PastRun(RunRecord Record, Device Device);
