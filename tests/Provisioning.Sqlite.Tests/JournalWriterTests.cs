using Microsoft.Data.Sqlite;
using Provisioning.Errors;

namespace Provisioning.Sqlite.Tests;

public sealed class JournalWriterTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private readonly JournalFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_row_that_fails_in_an_unforeseen_way_tells_who_wrote_it_and_holds_up_nobody()
    {
        using var writer = new JournalWriter(new JournalFile(_folder.File));
        var rows = Enumerable.Range(1, 20).Select(number => writer.WriteAsync(new RunRow(JournalFolder.Start($"{number:x8}")), flush: false));
        var defect = Assert.ThrowsAsync<JournalException>(() => writer.WriteAsync(new DefectiveRow(), flush: true));

        await Task.WhenAll(rows).WaitAsync(Soon, Token);
        var told = await defect.WaitAsync(Soon, Token);
        await writer.WriteAsync(new RunRow(JournalFolder.Start("ffffffff")), flush: true);

        Assert.Equal(ErrorCode.JournalUnusable, told.Code);
        Assert.Contains("a defect", told.Message, StringComparison.Ordinal);
        Assert.Equal(21, (await _folder.Journal.ReadAsync(new(), Token)).Count);
    }

    private sealed class DefectiveRow : IRow
    {
        public void Insert(SqliteConnection connection, SqliteTransaction transaction) => throw new InvalidCastException("a defect");
    }
}
