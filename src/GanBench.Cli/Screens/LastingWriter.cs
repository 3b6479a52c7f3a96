using System.Text;

namespace GanBench.Cli.Screens;

/// <summary>
/// A writer that falls silent when nothing can be written any more, as when its terminal was closed: the work goes on and is kept.
/// </summary>
/// <param name="inner">Where the text goes as long as it can.</param>
internal sealed class LastingWriter(TextWriter inner) : TextWriter(inner.FormatProvider)
{
    private volatile bool silent;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Try(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    public override void Write(string? value) => Try(() => inner.Write(value));

    public override void Flush() => Try(inner.Flush);

    private void Try(Action write)
    {
        if (silent)
            return;
        try
        {
            write();
        }
        catch (IOException)
        {
            silent = true;
        }
    }
}
