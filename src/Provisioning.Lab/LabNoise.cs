namespace Provisioning.Lab;

/// <summary>Where log lines get into what a terminal shows.</summary>
public enum LabNoise
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>Between the echo of a line and its answer.</summary>
    BeforeAnswer,

    /// <summary>Between the lines of an answer, after the first.</summary>
    InsideAnswer,

    /// <summary>Right after a prompt, which the device then prints again.</summary>
    AfterPrompt,
}
