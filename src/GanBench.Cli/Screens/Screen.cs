using Spectre.Console;
using Spectre.Console.Rendering;

namespace GanBench.Cli.Screens;

/// <summary>Where the program writes what the user asked for: a terminal with colours, or plain text for files and pipes.</summary>
internal sealed class Screen
{
    private readonly TextWriter writer;

    private Screen(TextWriter writer, IAnsiConsole? terminal) => (this.writer, Terminal) = (writer, terminal);

    /// <summary>The terminal; null when plain text is wanted.</summary>
    public IAnsiConsole? Terminal { get; }

    /// <summary>Columns that text should keep to.</summary>
    public int Width => Math.Min(Terminal?.Profile.Width ?? 80, 100);

    /// <summary>For the raw text of others, such as help.</summary>
    public TextWriter Writer => writer;

    public static Screen Plain(TextWriter writer) => new(writer, terminal: null);

    public static Screen OnTerminal(TextWriter writer, IAnsiConsole console) => new(writer, console);

    /// <summary>
    /// Standard output: a terminal if it is one that understands escapes, else plain text. A terminal may be closed at any time.
    /// </summary>
    public static Screen Standard()
    {
        if (Console.IsOutputRedirected)
            return Plain(Console.Out);
        Console.SetOut(new LastingWriter(Console.Out));   // the console itself, so that Spectre still knows it for a terminal
        var output = new AnsiConsoleOutput(Console.Out);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Interactive = InteractionSupport.Yes, Out = output });
        return console.Profile.Capabilities.Ansi ? OnTerminal(Console.Out, console) : Plain(Console.Out);
    }

    /// <summary>Writes a line, or several when the text has several.</summary>
    public void Line(string text = "", Tone tone = Tone.Plain)
    {
        if (Terminal is null)
            writer.WriteLine(text);
        else
            Terminal.Write(new FreshText(new Text(text + "\n", StyleOf(tone))));
    }

    /// <summary>Writes what only a terminal can show.</summary>
    public void Show(IRenderable renderable) => Terminal?.Write(renderable);

    internal static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Strong => new Style(decoration: Decoration.Bold),
        Tone.Faint => new Style(Color.Grey),
        Tone.Good => new Style(Color.Green),
        Tone.Warning => new Style(Color.Yellow),
        Tone.Bad => new Style(Color.Red),
        _ => Style.Plain,
    };

    /// <summary>
    /// Text that erases what is on the screen from its place on: Spectre writes it over the old picture of a live region.
    /// </summary>
    private sealed class FreshText(IRenderable text) : IRenderable
    {
        private const string EraseBelow = "\u001b[J";

        public Measurement Measure(RenderOptions options, int maxWidth) => text.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            text.Render(options, maxWidth).Prepend(Segment.Control(EraseBelow));
    }
}
