namespace Provisioning.Lab.Http;

/// <summary>The service behind a device's web server.</summary>
internal interface ILabWeb
{
    /// <summary>Where it is, e.g. <c>/command-api</c>.</summary>
    string Path { get; }

    /// <summary>Answers a request of a user who has logged in.</summary>
    /// <param name="user">The user.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The client has gone.</param>
    /// <exception cref="Terminals.LabCutException">The connection is to be lost.</exception>
    Task<LabHttpAnswer> AnswerAsync(string user, LabHttpRequest request, CancellationToken cancellationToken);
}
