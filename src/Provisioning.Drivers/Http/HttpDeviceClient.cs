using System.Net.Http.Headers;
using System.Text;
using Provisioning.Errors;

namespace Provisioning.Drivers.Http;

/// <summary>
/// A session with an HTTP service of a device: one connection that stays open, the login sent with every request. Not for
/// concurrent use. After a request that failed, timed out or was given up, nobody knows what the device has done, so the
/// session ends with it.
/// </summary>
public sealed class HttpDeviceClient : IAsyncDisposable
{
    private const int MostBytes = 64 << 20;

    // What is made of an answer costs memory by its parts (lines, values) too, and each takes one of these two characters in JSON.
    private const int EachPart = 16;
    private const int MostInAll = 128 << 20;
    private readonly DeviceContext _context;
    private readonly HttpTarget _target;
    private readonly HttpMessageInvoker _sender;
    private bool _broken;

    /// <summary>Makes a session; it connects at the first request.</summary>
    /// <param name="transport">Reaches the device.</param>
    /// <param name="context">The device, its credential and timeouts.</param>
    /// <param name="service">The service to use.</param>
    /// <exception cref="ValidationException">The device's address or an option of it cannot be used.</exception>
    public HttpDeviceClient(IHttpTransport transport, DeviceContext context, HttpService service)
    {
        (_context, _target) = (context, HttpTarget.Of(context.Device, service));
        _sender = new(transport.CreateHandler(context));
    }

    /// <summary>Sends a request and reads the whole answer.</summary>
    /// <param name="body">The request's body.</param>
    /// <param name="timeout">How long the answer may take, to its last byte.</param>
    /// <param name="cancellationToken">Gives up waiting; what was asked for may still happen.</param>
    /// <returns>The answer; also one with status 400 or 500, with which some services tell of refused commands.</returns>
    /// <exception cref="ConnectionException">The device cannot be reached, trusted or logged in to, or gives no answer that is one.</exception>
    /// <exception cref="CredentialException">The credential has no password, or a user name that Basic authentication cannot carry.</exception>
    public async Task<HttpAnswer> PostAsync(string body, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (_broken)
        {
            throw new ConnectionException(ErrorCode.ConnectionLost, $"The session on '{_context.Device.Name}' ended earlier in this run.");
        }

        _broken = true;
        using var request = Request(body);
        using var timer = new CancellationTokenSource(timeout, _context.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            using var response = await _sender.SendAsync(request, either.Token).ConfigureAwait(false);
            var answer = new HttpAnswer(response.StatusCode, await ReadAsync(response, either.Token).ConfigureAwait(false));
            _broken = false;
            return HttpErrors.OfStatus(answer.Status, _target, _context.Credential.Username) is { } failure ? throw failure : answer;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException exception) when (timer.IsCancellationRequested)
        {
            throw HttpErrors.TimedOut(_target, timeout, exception);
        }
        catch (Exception exception) when (exception is not ProvisioningException && HttpErrors.Of(exception, _target, _context.Timeouts.Connect) is var told && told != exception)
        {
            throw told;
        }
    }

    /// <summary>The error for an answer that the service's protocol does not know.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="why">What is wrong with it, as the end of a sentence.</param>
    public ConnectionException Unexpected(HttpAnswer answer, string why)
    {
        return new(ErrorCode.UnexpectedAnswer, $"{_target.Label} answered over {_target.Service.Name} with HTTP {(int)answer.Status}, {why}: '{_context.Quote(answer.Body)}'");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _broken = true;
        _sender.Dispose();
        return ValueTask.CompletedTask;
    }

    private HttpRequestMessage Request(string body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue(_target.Service.MediaType);
        return new HttpRequestMessage(HttpMethod.Post, _target.Url)
        {
            Content = content,
            Headers = { Authorization = Login(), Accept = { new MediaTypeWithQualityHeaderValue(_target.Service.MediaType) } },
        };
    }

    // The password leaves its hiding place for this one header.
    private AuthenticationHeaderValue Login()
    {
        var (user, password) = (_context.Credential.Username, _context.Credential.Password);
        return password is null
            ? throw new CredentialException(ErrorCode.CredentialsMissing, $"'{_context.Device.Name}' is reached over {_target.Service.Name}, which needs a password; there is none. Set PROVISION_PASSWORD, or use -Credential.")
            : user.Contains(':', StringComparison.Ordinal)
                ? throw new CredentialException(ErrorCode.CredentialsUnusable, $"The user name '{user}' holds a colon, which HTTP's Basic authentication cannot carry.")
                : new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password.Reveal()}")));
    }

    private async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var buffer = new byte[32 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and > 0)
        {
            body.Write(buffer.AsSpan(0, count));
            if (body.Length > MostBytes)
            {
                throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"{_target.Label} gave an answer of more than {MostBytes >> 20} MiB over {_target.Service.Name}; gave up.");
            }
        }

        return Text(body.GetBuffer().AsSpan(0, (int)body.Length));
    }

    private string Text(ReadOnlySpan<byte> body)
    {
        var parts = (long)body.Count((byte)'\\') + body.Count((byte)',');
        return body.Length + (parts * EachPart) <= MostInAll
            ? Encoding.UTF8.GetString(body)
            : throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"{_target.Label} gave an answer of {parts} lines and values over {_target.Service.Name}, more than {MostInAll >> 20} Mi characters with {EachPart} added for each; gave up.");
    }
}
