using GanBench.Cli.Screens;
using GanBench.Reports;

namespace GanBench.Cli.Tests.Screens;

public sealed class TableViewTest
{
    private static readonly ResultTable Table = new(
        "ring8", ["technique", "modes", "share"], [["ns-gan", "7.7 [7, 8]", "0.98"], ["wgan-gp (lambda 0.1)", "8", "\u2013"]], ["A note."]);

    [Test]
    public void Show_InPlainText_AlignsColumnsWithoutEscapesOrBoxes()
    {
        using var text = new StringWriter { NewLine = "\n" };

        TableView.Show(Screen.Plain(text), Table);

        Assert.That(text.ToString(), Is.EqualTo(
            """
            ring8
            technique                  modes  share
            --------------------  ----------  -----
            ns-gan                7.7 [7, 8]   0.98
            wgan-gp (lambda 0.1)           8      –
            A note.


            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Turned_SwapsRowsAndColumns()
    {
        var turned = TableView.Turned(Table);

        Assert.That(turned.Columns, Is.EqualTo(new[] { "technique", "ns-gan", "wgan-gp (lambda 0.1)" }));
        Assert.That(turned.Rows[0], Is.EqualTo(new[] { "modes", "7.7 [7, 8]", "8" }));
        Assert.That(turned.Rows[1], Is.EqualTo(new[] { "share", "0.98", "\u2013" }));
    }
}
