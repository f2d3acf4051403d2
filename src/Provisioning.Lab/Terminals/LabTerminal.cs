using System.Text;

namespace Provisioning.Lab.Terminals;

/// <summary>A device's terminal: it edits and echoes lines, runs them, and shows the answers page by page.</summary>
internal sealed class LabTerminal(ILabCli cli, LabFaults faults, TimeProvider time, Action<byte[]> send)
{
    private readonly LineEditor _editor = new();
    private readonly StringBuilder _output = new();
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private Pager? _pager;
    private bool _silent;

    public bool Closed { get; private set; }

    public void Greet()
    {
        Write(faults.LoginBanner is { } banner ? banner.TrimEnd('\n') + "\n" : "");
        Write(cli.Greeting);
        WritePrompt();
        Flush();
    }

    /// <summary>Takes what the client types.</summary>
    public async Task TypeAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var typed = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
        var count = _decoder.GetChars(bytes.Span, typed, false);
        for (var i = 0; i < count && !Closed && !_silent; i++)
        {
            if (_pager is not null)
            {
                Page(typed[i]);
            }
            else if (_editor.Type(typed[i], cli.Verbatim || cli.Secret) is var key and not EditorKey.Text)
            {
                await ActAsync(key, typed.AsMemory(i + 1, count - i - 1), cancellationToken).ConfigureAwait(false);
            }
        }

        EchoTyped();
        Flush();
    }

    private async Task ActAsync(EditorKey key, ReadOnlyMemory<char> ahead, CancellationToken cancellationToken)
    {
        EchoTyped();
        switch (key)
        {
            case EditorKey.Enter:
                Raw("\r\n");
                EchoAhead(ahead);
                await RunAsync(_editor.Take(), cancellationToken).ConfigureAwait(false);
                break;
            case EditorKey.Help:
                Write("\n" + cli.Help(_editor.Line));
                WritePrompt();
                _editor.Retype();
                break;
            case EditorKey.Interrupt:
                _editor.Take();
                Raw("^C\r\n");
                WritePrompt();
                break;
            case EditorKey.EndOfFile:
                await RunAsync("exit", cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private async Task RunAsync(string line, CancellationToken cancellationToken)
    {
        var fault = cli.Secret ? null : faults.For(line);
        if (fault?.Action == LabLineAction.CutBefore)
        {
            Flush();
            throw new LabCutException();
        }

        if (fault?.Action == LabLineAction.SilentBefore)
        {
            Flush();
            _silent = true;
            return;
        }

        if (faults.AnswerDelay > TimeSpan.Zero)
        {
            Flush();
            await Task.Delay(faults.AnswerDelay, time, cancellationToken).ConfigureAwait(false);
        }

        var answer = fault?.Action == LabLineAction.Refuse ? LabAnswer.Error(fault.Message) : cli.Execute(line);
        if (fault?.Action is LabLineAction.CutAfter or LabLineAction.SilentAfter)
        {
            Flush();
            _silent = true;
            _ = fault.Action == LabLineAction.CutAfter ? throw new LabCutException() : false;
            return;
        }

        Show(answer);
    }

    private void Show(LabAnswer answer)
    {
        Closed = answer.Closes;
        var text = Noisy(answer.Text);
        if (cli.PageLength > 0 && !answer.Unpaged)
        {
            _pager = new Pager(text);
            Write(_pager.Page(cli.PageLength));
            if (!_pager.Done)
            {
                Raw(Pager.More);
                return;
            }

            _pager = null;
        }
        else
        {
            Write(text);
        }

        EndAnswer();
    }

    private void Page(char key)
    {
        var (page, stop) = key switch
        {
            ' ' => (_pager!.Page(cli.PageLength), false),
            '\r' or '\n' => (_pager!.Page(2), false),
            'q' or 'Q' or '\x3' => ("", true),
            _ => (null, false),
        };
        if (page is null)
        {
            return;
        }

        Raw(Pager.Erase);
        Write(page);
        if (!stop && !_pager!.Done)
        {
            Raw(Pager.More);
            return;
        }

        _pager = null;
        EndAnswer();
    }

    private void EndAnswer()
    {
        if (Closed)
        {
            return;
        }

        WritePrompt();
        if (faults.Noise == LabNoise.AfterPrompt)
        {
            Write($"\n{faults.NoiseLine}\n");
            WritePrompt();
        }
    }

    private string Noisy(string text)
    {
        var firstEnd = text.IndexOf('\n', StringComparison.Ordinal) + 1;
        return faults.Noise switch
        {
            LabNoise.BeforeAnswer => $"{faults.NoiseLine}\n{text}",
            LabNoise.InsideAnswer when firstEnd > 0 => text.Insert(firstEnd, faults.NoiseLine + "\n"),
            _ => text,
        };
    }

    private void WritePrompt()
    {
        Raw(cli.Prompt);
        _editor.Start(cli.Prompt.Length);
    }

    private void EchoTyped()
    {
        var echo = _editor.TakeEcho(cli.Width);
        if (!faults.NoEcho && !cli.Secret)
        {
            _output.Append(echo);
        }
    }

    // While a command runs, the kernel echoes what is typed; when the device reads it at its prompt, it echoes it again.
    private void EchoAhead(ReadOnlyMemory<char> ahead)
    {
        if (faults.EchoesTypeAheadTwice)
        {
            Raw(ahead.ToString().Replace("\n", "\r\n", StringComparison.Ordinal));
        }
    }

    private void Write(string text) => Raw(text.Replace("\n", "\r\n", StringComparison.Ordinal));

    private void Raw(string text) => _output.Append(text);

    private void Flush()
    {
        if (_output.Length > 0 && !_silent)
        {
            send(Encoding.UTF8.GetBytes(_output.ToString()));
        }

        _output.Clear();
    }
}
