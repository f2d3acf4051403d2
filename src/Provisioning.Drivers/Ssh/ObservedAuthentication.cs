using Renci.SshNet;

namespace Provisioning.Drivers.Ssh;

/// <summary>
/// Tells which method is being tried, and in which session: SSH.NET shows the session, whose end is to be noticed, nowhere else.
/// </summary>
internal sealed class ObservedAuthentication(AuthenticationMethod inner, Action<string, Session> trying) : AuthenticationMethod(inner.Username)
{
    public override string Name => inner.Name;

    public override AuthenticationResult Authenticate(Session session)
    {
        trying(Name, session);
        var result = inner.Authenticate(session);
        AllowedAuthentications = inner.AllowedAuthentications;
        return result;
    }

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }
}
