using System.Security.Cryptography;

namespace Provisioning.Drivers;

/// <summary>Names of what a session puts on a device until it is committed.</summary>
internal static class CandidateName
{
    /// <summary>
    /// <c>prv-RUNID-XXXXXXXX</c>: a later session of the run knows it for the run's, and no two sessions of a run have the same. With
    /// four random digits, two sessions in 65,536 had.
    /// </summary>
    public static string New(string runId) => $"prv-{runId}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
}
