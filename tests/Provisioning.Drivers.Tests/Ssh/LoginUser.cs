using Provisioning.Drivers.Tests.Ssh;
using Provisioning.TestKit.Daemons;

[assembly: AssemblyFixture(typeof(LoginUser))]

namespace Provisioning.Drivers.Tests.Ssh;

/// <summary>One user for every test that only needs to log in; made when the first one asks, since it takes root.</summary>
public sealed class LoginUser : IDisposable
{
    private readonly Lazy<SystemUser> _user = new(() => SystemUser.Create());

    public SystemUser User => _user.Value;

    public void Dispose()
    {
        if (_user.IsValueCreated)
        {
            _user.Value.Dispose();
        }
    }
}
