using System.Text;

namespace Provisioning.Diffs.Unified;

/// <summary>Writes hunks in the unified form that <c>patch</c> reads.</summary>
/// <param name="before">The old lines.</param>
/// <param name="after">The new lines.</param>
internal sealed class UnifiedWriter(ShownLines before, ShownLines after)
{
    private const string NoNewline = "\\ No newline at end of file\n";
    private readonly StringBuilder _text = new();

    public string Write(DiffLabels labels, IEnumerable<Hunk> hunks, CancellationToken cancellationToken)
    {
        _text.Append("--- ").Append(labels.ShownBefore).Append("\n+++ ").Append(labels.ShownAfter).Append('\n');
        foreach (var hunk in hunks)
        {
            Append(hunk, cancellationToken);
        }

        return _text.ToString();
    }

    private void Append(Hunk hunk, CancellationToken cancellationToken)
    {
        _text.Append(hunk.Header).Append('\n');
        var at = hunk.BeforeStart;
        foreach (var change in hunk.Changes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Append(' ', before, (at, change.BeforeStart), cancellationToken);
            Append('-', before, (change.BeforeStart, change.BeforeEnd), cancellationToken);
            Append('+', after, (change.AfterStart, change.AfterEnd), cancellationToken);
            at = change.BeforeEnd;
        }

        Append(' ', before, (at, hunk.BeforeEnd), cancellationToken);
    }

    private void Append(char marker, ShownLines side, (int Start, int End) range, CancellationToken cancellationToken)
    {
        for (var index = range.Start; index < range.End; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var line = side[index];
            _text.Append(marker).Append(line);
            if (!line.EndsWith('\n'))
            {
                _text.Append('\n').Append(NoNewline);
            }
        }
    }
}
