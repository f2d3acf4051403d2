using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using Provisioning.Inventories;
using Provisioning.Runs;

namespace Provisioning.Core.Tests.Runs;

/// <summary>The inventory of a run that is to stop.</summary>
public sealed class DeviceReaderTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Channel<Device> _inventory = Channel.CreateUnbounded<Device>();
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abandoned = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _stop.Dispose();
        _abandoned.Dispose();
    }

    [Fact]
    public async Task It_is_read_on_while_it_gives_devices_however_long_that_takes()
    {
        await using var reader = Reader(heeds: true);
        await _stop.CancelAsync();
        for (var device = 1; device <= 3; device++)
        {
            var next = reader.MoveNextAsync();
            _time.Advance(DeviceReader.Grace - TimeSpan.FromSeconds(1));
            _inventory.Writer.TryWrite(new() { Name = $"r{device}" });

            Assert.True(await next);
            Assert.Equal($"r{device}", reader.Current.Name);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_is_given_up_when_it_gives_nothing_for_a_while(bool heeds)
    {
        await using var reader = Reader(heeds);
        var next = reader.MoveNextAsync();
        await _stop.CancelAsync();
        _time.Advance(DeviceReader.Grace - TimeSpan.FromSeconds(1));
        var early = next.IsCompleted;
        _time.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(TimeSpan.FromSeconds(30), Token));
        Assert.False(early);
    }

    [Fact]
    public async Task A_run_that_goes_on_waits_for_it()
    {
        await using var reader = Reader(heeds: true);
        var next = reader.MoveNextAsync();
        _time.Advance(TimeSpan.FromDays(1));
        _inventory.Writer.TryWrite(new() { Name = "a" });

        Assert.True(await next);
    }

    [Fact]
    public async Task When_nobody_wants_to_hear_of_it_it_is_given_up_at_once()
    {
        await using var reader = Reader(heeds: false);
        var next = reader.MoveNextAsync();

        await _abandoned.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(TimeSpan.FromSeconds(30), Token));
    }

    private DeviceReader Reader(bool heeds) =>
        new(heeds ? _inventory.Reader.ReadAllAsync(CancellationToken.None) : Deaf(), _time, _stop.Token, _abandoned.Token);

    // Without EnumeratorCancellation the token does not arrive.
    private async IAsyncEnumerable<Device> Deaf()
    {
        yield return await _inventory.Reader.ReadAsync(CancellationToken.None);
    }
}
